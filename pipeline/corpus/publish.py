"""The end of a run: what has vanished, what is pruned, and the summary."""

from __future__ import annotations

from itertools import islice

from pipeline.corpus.engine import Corpus
from pipeline.corpus.naming import RUN_FOLDER, is_shortened
from pipeline.corpus.quarantine import remove_record
from pipeline.corpus.records import LISTED
from pipeline.corpus.summary import Summary, counted

SUMMARY = f"{RUN_FOLDER}/summary.json"


def publish(corpus: Corpus, *, interrupted: bool = False) -> Summary:
    """Prune if asked to, write `OUT/_jingwen/summary.json`, and return the summary. Raises OutputError."""
    vanished, pruned = ([], []) if interrupted else _tidy(corpus)
    stale = [path for path, _, _ in corpus.worklist.stale()]
    corpus.manifest.commit()
    by_code = corpus.manifest.failures_by_code()
    summary = Summary(
        run={**_run(corpus), "vanished": len(vanished), "stale": len(stale), "pruned": len(pruned)},
        **counted(corpus.manifest.counts(), corpus.options),
        failures=tuple((f.path, f.code, f.message) for f in islice(corpus.manifest.failures(), LISTED)),
        failed=sum(by_code.values()),
        failed_by_code=by_code,
        vanished=tuple(vanished[:LISTED]),
        stale=tuple(stale[:LISTED]),
        pruned=tuple(pruned[:LISTED]),
        shortened=tuple(islice((pair for pair in corpus.manifest.outputs() if is_shortened(*pair)), LISTED)),
        notes=_notes(corpus),
        interrupted=interrupted,
        tool=corpus.tool,
    )
    corpus.store.write(SUMMARY, summary.dump())
    corpus.space.upload()
    return summary


def _run(corpus: Corpus) -> dict[str, object]:
    plan = corpus.planned
    return {
        "found": plan.total,
        "unchanged": plan.unchanged,
        "cleaned": corpus.cleaned,
        "same": corpus.same,
        "failed": corpus.failed,
        "written": corpus.written,
        "why": plan.reasons,
        "skipped": plan.skipped,
    }


def _notes(corpus: Corpus) -> tuple[str, ...]:
    return ("the manifest was broken and was begun anew; the old one is manifest.sqlite.broken",) if corpus.manifest.was_broken else ()


def _tidy(corpus: Corpus) -> tuple[list[str], list[str]]:
    """Forget what left nothing behind; remove what is pruned. Return the vanished and the pruned.

    Lines in shards are gone already: their shards were written anew without them.
    """
    manifest, prune = corpus.manifest, corpus.run_options.prune
    vanished: list[str] = []
    pruned: list[str] = []
    for path, output, shard in corpus.worklist.vanished():
        if output is not None and not prune:
            vanished.append(path)
            continue
        for record in manifest.failed_records(path):
            remove_record(corpus.store, record)
        if output is not None:
            pruned.append(path)
            if shard is None:
                corpus.store.remove(output)
        manifest.forget(path)
    for path, output, shard in corpus.worklist.stale() if prune else []:
        if shard is None:
            corpus.store.remove(output)
        manifest.forget_output(path)
        pruned.append(path)
    for number, name in manifest.empty_shards():
        corpus.store.remove(name)
        manifest.set_shard(number, name, None)
    return vanished, pruned
