/**
 * Everything that can happen, in one list. Each event says what it carries, who hears of it (streams), which products'
 * counts it may have moved (stock), which chores it starts, and how the admin's feed reads it aloud. The outbox, the
 * socket's types, the workers and the feed are derived from this: a misspelt event or a wrong payload does not compile.
 *
 * What an event carries is seen by everybody on its streams: ids, numbers, states; nothing that one of them may not read.
 */
import type { z } from 'zod';
import { baskets } from './catalogue/baskets.ts';
import { bell } from './catalogue/bell.ts';
import { checkouts } from './catalogue/checkouts.ts';
import { payments } from './catalogue/payments.ts';
import { people } from './catalogue/people.ts';
import { purchases } from './catalogue/purchases.ts';
import { staff } from './catalogue/staff.ts';
import { stalls } from './catalogue/stalls.ts';

export { entities, isPublic, type EntityKind, type StreamName } from './catalogue/shape.ts';

export const catalogue = {
	...people,
	...stalls,
	...staff,
	...baskets,
	...checkouts,
	...purchases,
	...payments,
	...bell,
} as const;

export type EventType = keyof typeof catalogue;
export type EventData<Type extends EventType> = z.infer<(typeof catalogue)[Type]['data']>;

/** An event as a stream's reader gets it. `sseq` counts 1, 2, 3 … within the stream. */
export type LogEvent<Type extends EventType = EventType> = {
	[T in Type]: {
		sseq: number;
		gseq: number;
		type: T;
		v: number;
		entity_id: string;
		entity_version: number;
		data: EventData<T>;
		/** Null, too, on the streams that everybody reads. */
		actor_id: string | null;
		/** When it was recorded, ISO 8601 UTC. */
		at: string;
	};
}[Type];

export function isEventType(type: string): type is EventType {
	return Object.hasOwn(catalogue, type);
}
