/**
 * Every chore that a worker does, and the data it is given: ids, never facts, so that a chore that waited an hour still
 * acts on what is true. `workers/main.ts` must have a handler for each name, or it does not compile.
 */
import { z } from 'zod';
import { ID_PATTERN } from '../lib/ids.ts';

const id = z.string().regex(ID_PATTERN);

export const jobs = {
	'capture-payment': z.object({ payment_id: id }),
	'refund-payment': z.object({ refund_id: id }),
	'pay-out-order': z.object({ order_id: id }),
	'send-verification': z.object({ user_id: id, /** Tells one asking from the next. */ request: z.string() }),
	'send-password-reset': z.object({ user_id: id, request: z.string() }),
	'send-order-receipt': z.object({ order_id: id }),
	'send-order-to-seller': z.object({ order_id: id }),
	'send-order-shipped': z.object({ order_id: id, /** The parcel. */ shipment_id: id.optional() }),
	'send-order-refunded': z.object({ order_id: id, refund_id: id }),
	'send-order-cancelled': z.object({ order_id: id }),
	/** Something of these products may be free again. */
	'tell-waiting': z.object({ product_ids: z.array(id) }),
	'send-staff-invitation': z.object({ invitation_id: id }),
	'send-stock-alert': z.object({ alert_id: id }),
	'process-picture': z.object({ picture_id: id }),
	/** What follows from one event that could not be taken with the others. */
	'take-effects': z.object({ gseq: z.int().positive() }),
} as const satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof jobs;
export type JobData<Name extends JobName> = z.infer<(typeof jobs)[Name]>;

/** A chore that an event starts. `ref` makes it happen once: (kind, ref) is unique for ever. */
export type Chore = {
	[Name in JobName]: {
		kind: Name;
		ref: string;
		data: JobData<Name>;
		/** Not before this long after the event. */ delayMs?: number;
	};
}[JobName];

/** Clockwork: chores that come by the clock, not by an event. Idempotent by nature; running twice does nothing twice. */
export const clockwork = {
	'expire-checkouts': { everyMs: 5_000 },
	'expire-orders': { everyMs: 5_000 },
	'settle-late-payments': { everyMs: 5_000 },
	'complete-orders': { everyMs: 60_000 },
	'tell-all-waiting': { everyMs: 30_000 },
	'pay-out-waiting': { everyMs: 60_000 },
	'sweep-old-rows': { everyMs: 3_600_000 },
} as const;

export type ClockworkName = keyof typeof clockwork;
