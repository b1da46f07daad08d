/**
 * A reader's place in one stream, and the three cases that keep it right: the next event is applied; one that it has is dropped;
 * one too far ahead means that something was lost, so it asks again from its place. Pure: it is told, and answers what to do.
 */
import type { LogEvent } from '../events/catalogue.ts';

export type Verdict = { apply: LogEvent[]; askAgain: boolean };

export class StreamReader {
	/** Number of the last event applied. */
	last: number;
	epoch: number;

	constructor(epoch: number, after: number) {
		this.epoch = epoch;
		this.last = after;
	}

	take(events: LogEvent[]): Verdict {
		const apply: LogEvent[] = [];
		for (const event of events) {
			if (event.sseq <= this.last) continue;
			if (event.sseq !== this.last + 1) return { apply, askAgain: true };
			this.last = event.sseq;
			apply.push(event);
		}
		return { apply, askAgain: false };
	}

	/** Told where the stream ends: whether the reader has missed its end. */
	isBehind(epoch: number, head: number): boolean {
		return epoch !== this.epoch || head > this.last;
	}
}
