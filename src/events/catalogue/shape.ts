/** What every event of the catalogue says of itself, and the shapes that they share. */
import { z } from 'zod';
import { ID_PATTERN } from '../../lib/ids.ts';
import type { Chore } from '../jobs.ts';

export type StreamName =
	| `user:${string}`
	| `shop:${string}`
	| `order:${string}`
	| `product:${string}`
	| 'market'
	| 'admin'
	| 'system';

/** What anybody may listen to, signed in or not: who did it is not told there. */
export const isPublic = (stream: string) => stream === 'market' || stream.startsWith('product:');

/** What an event is about. For a versioned entity the log holds version 1, 2, 3 … without a gap. */
export const entities = {
	user: { versioned: true },
	shop: { versioned: true },
	product: { versioned: true },
	checkout: { versioned: false },
	order: { versioned: true },
	payment: { versioned: true },
	coupon: { versioned: true },
	session: { versioned: false },
	stock: { versioned: false },
	notification: { versioned: false },
	sale: { versioned: false },
	basket: { versioned: false },
	exception: { versioned: false },
} as const;
export type EntityKind = keyof typeof entities;

export type Definition<Schema extends z.ZodType> = {
	/** Rises when the shape of `data` changes; old rows keep their number. */
	v: number;
	entity: EntityKind;
	data: Schema;
	streams: (data: z.infer<Schema>, entityId: string) => StreamName[];
	/** Products whose counts or availability it may have changed. */
	stock?: (data: z.infer<Schema>, entityId: string) => string[] | 'all';
	chores?: (data: z.infer<Schema>, entityId: string, entityVersion: number) => Chore[];
	line: (data: z.infer<Schema>) => string;
};

export const event = <Schema extends z.ZodType>(definition: Definition<Schema>) => definition;

export const id = z.string().regex(ID_PATTERN);
export const money = z.object({ amount: z.int(), currency: z.string().length(3) });

/**
 * The chore of an event that may have freed stock: whoever asked to be told of these products is, if they can be bought by then.
 * @param ref tells this event from every other one: the entity's id, with its version where it can happen again
 */
export const tellWaiting = (lines: { product_id: string }[], ref: string): Chore[] => [
	{
		kind: 'tell-waiting',
		ref,
		data: { product_ids: [...new Set(lines.map((line) => line.product_id))] },
	},
];

export const because = (reason: string | undefined) => (reason ? `: ${reason}` : '');
