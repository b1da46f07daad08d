/**
 * What the simulator asked and what it was told, kept by itself, so that it can be held against the market's own books.
 *
 * A question is asked again, with its key, until the answer is known: a cut connection, a 5xx or "wait" say nothing of the deed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../market/people.ts';
import type { Dice } from './dice.ts';

export type Answer = { status: number; code: string | null; body: any; text: string }; // eslint-disable-line @typescript-eslint/no-explicit-any

export type Question = {
	who: Person;
	/** What it is, for the tally: `order`, `checkout`, `place` … */
	act: string;
	method: string;
	path: string;
	body?: unknown;
	key?: string;
	/** Hangs up on the first try after this many milliseconds. */
	hangUpAfterMs?: number;
};

/** A question with its last answer; null when none was had in time. Times are this process's clock, in milliseconds. */
export type Known = Question & {
	askedAt: number;
	answeredAt: number;
	answer: Answer | null;
	/** Tries before it of which nothing is known. */
	unclear: number;
};

export type Diary = {
	known: Known[];
	requests: number;
	/** Tries that told nothing, by what happened. */
	unclear: Map<string, number>;
	/** Answers that are a fault of the market's. */
	faults: string[];
	ask: (question: Question) => Promise<Answer | null>;
};

const PATIENCE_MS = 60_000;
const WAIT = new Set(['in_progress', 'too_many_requests', 'busy']);

export function openDiary({ webs, dice, most }: { webs: number; dice: Dice; most: number }): Diary {
	const diary: Diary = { known: [], requests: 0, unclear: new Map(), faults: [], ask };

	const unclear = (why: string) => void diary.unclear.set(why, (diary.unclear.get(why) ?? 0) + 1);

	async function ask(question: Question): Promise<Answer | null> {
		const known: Known = { ...question, askedAt: Date.now(), answeredAt: 0, answer: null, unclear: 0 };
		for (let tries = 1; Date.now() - known.askedAt < PATIENCE_MS && diary.requests < most; tries++) {
			const answer = await askOnce(question, tries === 1 ? question.hangUpAfterMs : undefined);
			if (answer) {
				known.answer = answer;
				break;
			}
			known.unclear += 1;
			await sleep(dice.between(30, 300));
		}
		known.answeredAt = Date.now();
		diary.known.push(known);
		return known.answer;
	}

	async function askOnce(question: Question, hangUpAfterMs = 20_000): Promise<Answer | null> {
		const { who, method, path, body, key } = question;
		diary.requests += 1;
		try {
			const {
				status,
				body: said,
				text,
			} = await who.call(method, path, body, {
				web: dice.between(0, webs - 1),
				signal: AbortSignal.timeout(hangUpAfterMs),
				...(key !== undefined && { key }),
			});
			const code = (said as { code?: string } | null)?.code ?? null;
			if (code === 'fault' || (status >= 500 && status !== 503)) {
				diary.faults.push(`${method} ${path} answered ${status}: ${text.slice(0, 200)}`);
				return { status, code, body: said, text };
			}
			if (status !== 503 && !WAIT.has(code ?? '')) return { status, code, body: said, text };
			unclear(code ?? String(status));
			return null;
		} catch {
			unclear('cut off');
			return null;
		}
	}

	return diary;
}
