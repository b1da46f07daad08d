/**
 * What goes over the socket, both ways. docs/REALTIME.md tells it in prose, so that a foreign client can be written from it.
 */
import { z } from 'zod';
import type { LogEvent } from '../events/catalogue.ts';
import { ID_PATTERN } from '../lib/ids.ts';

/**
 * Counts of one product as they were at `version` of each variant. A lower version than one you have is old news; of two
 * with the same version the later `next_free_at` is the newer, since a checkout that is extended moves it and no count.
 */
export type StockFrame = {
	product_id: string;
	/** It can no longer be bought or looked at: removed, taken down, or its shop is closed. */
	gone: boolean;
	variants: {
		id: string;
		available: number;
		held: number;
		version: number;
		/** When the soonest hold ends by itself, if nothing is available: ISO 8601 UTC, else null. */
		next_free_at: string | null;
	}[];
};

/** Where a reader stands in a stream. `epoch` tells whether the numbers are still the same numbers. */
export type Cursor = { epoch: number; after: number };

export const STREAM_PATTERN = /^(?:(?:user|shop|order|product):[0-7][0-9a-hjkmnp-tv-z]{25}|market|admin)$/;
export const MOST_STREAMS = 50;
export const MOST_WATCHED = 400;

const id = z.string().regex(ID_PATTERN);

/** Every message a client may send, with its shape. Each is answered through the acknowledgement. */
export const messages = {
	subscribe: z.strictObject({
		stream: z.string().max(40).regex(STREAM_PATTERN),
		epoch: z
			.int()
			.min(0)
			.max(2 ** 31),
		after: z.int().min(0),
	}),
	unsubscribe: z.strictObject({ stream: z.string().max(40).regex(STREAM_PATTERN) }),
	watch: z.strictObject({ products: z.array(id).min(1).max(100) }),
	unwatch: z.strictObject({ products: z.array(id).min(1).max(100) }),
	clock: z.strictObject({}),
} as const;

export type MessageName = keyof typeof messages;
export type Message<Name extends MessageName> = z.infer<(typeof messages)[Name]>;

export type Refused = { ok: false; code: string; detail?: string };
export type Answers = {
	/** `reset`: the cursor cannot be resumed; fetch the state afresh and subscribe with the cursor that comes with it. */
	subscribe: { ok: true; head: number; epoch: number; reset: boolean } | Refused;
	unsubscribe: { ok: true } | Refused;
	watch: { ok: true; stock: StockFrame[] } | Refused;
	unwatch: { ok: true } | Refused;
	clock: { ok: true; /** Server time, ms since 1970 UTC. */ now: number } | Refused;
};

export type ClientToServer = {
	[Name in MessageName]: (message: Message<Name>, answer: (answer: Answers[Name]) => void) => void;
};

export type ServerToClient = {
	/** Events of one stream, in order. */
	log: (frame: { stream: string; events: LogEvent[] }) => void;
	stock: (frames: StockFrame[]) => void;
	/** Every 15 s: where your streams end, so that a lost last event is noticed. */
	heads: (frame: { epoch: number; heads: Record<string, number> }) => void;
	/** You were too slow for these streams and were left out: subscribe again from your cursor. */
	resync: (frame: { streams: string[] }) => void;
	/** Said before the server closes the socket for good: your session ended, or you broke the rules. */
	ended: (frame: {
		why: 'session' | 'abuse' | 'slow' | 'restart';
		/** Come back after this many ms. */ retry_ms?: number;
	}) => void;
};
