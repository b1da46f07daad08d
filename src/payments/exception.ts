/** A payment that somebody has to look at: what can be the matter, in words. */
import type { Money } from '#lib/money.ts';

export const EXCEPTIONS = {
	paid_too_late: {
		name: 'Paid too late',
		means:
			'The money arrived after the order had run out. The market sold what was left, or sends the money back.',
	},
	charge_after_void: {
		name: 'Charged after it was given up',
		means: 'The money arrived after the order had been cancelled. The market sends it back.',
	},
	second_charge: {
		name: 'Charged twice',
		means: 'Two tries of one payment succeeded. Give the one named below back at the provider.',
	},
	amount_mismatch: {
		name: 'Another amount',
		means: 'The provider tells of another amount or currency than was asked for. Nothing was settled.',
	},
	unknown_payment: {
		name: 'A payment we do not know',
		means: 'The provider tells of a payment that is none of ours. Does something else use the same account?',
	},
	refund_failed: {
		name: 'A refund failed',
		means: 'The money did not reach the buyer. Send it some other way, or try the chore again.',
	},
	foreign_refund: {
		name: 'Refunded elsewhere',
		means: 'More went back at the provider than the market knows of, such as by its dashboard.',
	},
} as const;
export type ExceptionKind = keyof typeof EXCEPTIONS;

export type ExceptionView = {
	id: string;
	kind: ExceptionKind;
	payment_id: string | null;
	order: { id: string; number: string } | null;
	amount: Money | null;
	detail: string;
	/** The provider's or our own name for what it happened to. */
	ref: string;
	created_at: string;
	resolved: { at: string; by: string; note: string } | null;
};
