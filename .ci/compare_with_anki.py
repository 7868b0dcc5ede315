"""Compares Seodang with Anki, by Anki's own Python package.

compare_with_anki.py MONTH.json NOTES.txt

MONTH.json is what `SEODANG_MONTH=MONTH.json cargo test --test month` writes: the reviews of a month, and what Seodang's
schedule makes of them. NOTES.txt is what `seodang progress export --format anki` writes.
"""

import json
import os
import sys
import tempfile
import time

from anki import deck_config_pb2
from anki.collection import Collection, ImportCsvRequest

DAY_MS = 86_400_000


def compare_schedule(col, path):
    """The same reviews must leave the same memory, and the same interval but for the fuzz."""
    with open(path, encoding="utf-8") as file:
        cards = json.load(file)
    last = max(review[0] for card in cards for review in card["reviews"])
    # Moved by whole days, so that the last review was not long ago.
    shift = (int(time.time() * 1000) - last) // DAY_MS * DAY_MS
    ids = {}
    for card in cards:
        note = col.new_note(col.models.by_name("Basic"))
        note["Front"], note["Back"] = card["card"], "-"
        col.add_note(note, 1)
        ids[card["card"]] = id = note.cards()[0].id
        for at, (ms, ease) in enumerate(card["reviews"]):
            kind = 0 if at == 0 else 1
            row = (ms + shift, id, -1, ease, 1, kind, 2500, 5000, kind)
            col.db.execute("insert into revlog values (?,?,?,?,?,?,?,?,?)", *row)
        col.db.execute("update cards set type=2, queue=2, due=1, ivl=1, reps=? where id=?", len(card["reviews"]), id)
    found = col.decks.get_deck_configs_for_update(1)
    config = found.all_config[0].config
    config.config.learn_steps[:] = []
    config.config.relearn_steps[:] = []
    config.config.desired_retention = 0.9
    request = deck_config_pb2.UpdateDeckConfigsRequest(target_deck_id=1, configs=[config], fsrs=True, fsrs_reschedule=True)
    request.limits.CopyFrom(found.current_deck.limits)
    col.decks.update_deck_configs(request)
    theirs = ours = 0
    for card in cards:
        anki = col.get_card(ids[card["card"]])
        for name in ("stability", "difficulty"):
            there, here = getattr(anki.memory_state, name), card[name]
            # Anki keeps four and three places of them.
            assert abs(there - here) <= 0.001 + here * 0.0005, (card, name, there)
        assert card["least"] <= anki.ivl <= card["most"], (card, anki.ivl)
        theirs, ours = theirs + anki.ivl, ours + card["due"]
    assert abs(theirs - ours) < 0.05 * theirs, (theirs, ours)
    print(f"{len(cards)} cards: memory as in Anki; intervals within its fuzz, {ours / len(cards):.2f} days on average, {theirs / len(cards):.2f} in Anki")


def import_notes(col, path):
    """Anki reads the notes, and reads them again without making new ones."""
    with open(path, encoding="utf-8") as file:
        expected = sum(1 for line in file if not line.startswith("#"))
    assert expected > 0, "there are no notes"
    before = col.note_count()
    for _ in range(2):
        metadata = col.get_csv_metadata(path=path, delimiter=None)
        col.import_csv(ImportCsvRequest(path=path, metadata=metadata))
        assert col.note_count() - before == expected, (col.note_count() - before, expected)
    ids = col.find_notes("tag:seodang")
    assert len(ids) == expected
    both = 0
    for id in ids:
        note = col.get_note(id)
        assert note.fields[0].strip() and note.fields[1].strip(), note.fields
        assert "\t" not in "".join(note.fields)
        both += len(note.cards()) == 2
    print(f"{expected} notes imported, {both} of them in both directions; importing them again made no new ones")


def main():
    month, notes = sys.argv[1:]
    with tempfile.TemporaryDirectory() as directory:
        col = Collection(os.path.join(directory, "collection.anki2"))
        import_notes(col, notes)
        compare_schedule(col, month)
        col.close()


main()
