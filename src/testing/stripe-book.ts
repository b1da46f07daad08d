/**
 * Stripe's own book, for tests: payment intents, charges, refunds, transfers and the events they make, in the shapes that Stripe
 * documents for API version 2026-10-28.endive. It moves only by what is asked of it, and never reads ours.
 */
import { randomBytes } from 'node:crypto';

const newId = (kind: string) => `${kind}_${randomBytes(12).toString('hex')}`;
const seconds = () => Math.floor(Date.now() / 1_000);

type Does = 'pays' | 'asks' | 'waits' | { declines: string; reason: string };

/** Stripe's test payment methods, and one that a bank takes its time over. */
const METHODS: Record<string, { brand: string; last4: string; does: Does }> = {
	pm_card_visa: { brand: 'visa', last4: '4242', does: 'pays' },
	pm_card_mastercard: { brand: 'mastercard', last4: '4444', does: 'pays' },
	pm_card_authenticationRequired: { brand: 'visa', last4: '3184', does: 'asks' },
	pm_card_visa_chargeDeclined: {
		brand: 'visa',
		last4: '0002',
		does: { declines: 'card_declined', reason: 'generic_decline' },
	},
	pm_card_visa_chargeDeclinedInsufficientFunds: {
		brand: 'visa',
		last4: '9995',
		does: { declines: 'card_declined', reason: 'insufficient_funds' },
	},
	pm_late: { brand: 'visa', last4: '0077', does: 'waits' },
};

export type Intent = {
	id: string;
	object: 'payment_intent';
	status: string;
	amount: number;
	amount_received: number;
	currency: string;
	livemode: false;
	metadata: Record<string, string>;
	payment_method: string | null;
	latest_charge: string | null;
	last_payment_error: { type: string; code: string; decline_code: string; message: string } | null;
	next_action: { type: string; redirect_to_url: { url: string; return_url: string } } | null;
	transfer_group: string | null;
};
export type Charge = {
	id: string;
	object: 'charge';
	amount: number;
	amount_refunded: number;
	currency: string;
	paid: boolean;
	payment_intent: string;
	transferred: number;
};
export type Refund = {
	id: string;
	object: 'refund';
	amount: number;
	currency: string;
	status: string;
	charge: string;
	payment_intent: string;
	metadata: Record<string, string>;
};
export type Transfer = {
	id: string;
	object: 'transfer';
	amount: number;
	currency: string;
	destination: string;
	source_transaction: string;
	transfer_group: string | null;
	metadata: Record<string, string>;
};
export type StripeEvent = {
	id: string;
	object: 'event';
	api_version: string;
	created: number;
	livemode: boolean;
	type: string;
	data: { object: Record<string, unknown> };
};

/** Answered as Stripe answers errors. */
export class StripeProblem extends Error {
	readonly status: number;
	readonly body: Record<string, unknown>;
	constructor(
		status: number,
		body: { type: string; code?: string; message: string } & Record<string, unknown>,
	) {
		super(body.message);
		this.status = status;
		this.body = body;
	}
}
const invalid = (code: string, message: string, status = 400) =>
	new StripeProblem(status, { type: 'invalid_request_error', code, message });

export class StripeBook {
	readonly intents: Intent[] = [];
	readonly charges: Charge[] = [];
	readonly refunds: Refund[] = [];
	readonly transfers: Transfer[] = [];
	readonly events: StripeEvent[] = [];
	/** Where buyers prove to the bank that it is them. */
	#bank: string;

	constructor(bank: string) {
		this.#bank = bank;
	}

	method(id: string) {
		const found = METHODS[id];
		if (!found) throw invalid('resource_missing', `No such PaymentMethod: '${id}'`, 404);
		return { id, object: 'payment_method', type: 'card', card: { brand: found.brand, last4: found.last4 } };
	}

	intent(id: string): Intent {
		const found = this.intents.find((intent) => intent.id === id);
		if (!found) throw invalid('resource_missing', `No such payment_intent: '${id}'`, 404);
		return found;
	}

	create(asked: { amount: number; currency: string; payment_method: string } & Partial<Intent>): Intent {
		if ('payment_method_types' in asked)
			throw invalid('payment_method_types_no_longer_supported', 'payment_method_types is not supported');
		if (!Number.isInteger(asked.amount) || asked.amount < 50) throw invalid('amount_too_small', 'Too little');
		this.method(asked.payment_method);
		const intent: Intent = {
			id: newId('pi'),
			object: 'payment_intent',
			status: 'requires_confirmation',
			amount: asked.amount,
			amount_received: 0,
			currency: asked.currency,
			livemode: false,
			metadata: asked.metadata ?? {},
			payment_method: asked.payment_method,
			latest_charge: null,
			last_payment_error: null,
			next_action: null,
			transfer_group: asked.transfer_group ?? null,
		};
		this.intents.push(intent);
		this.tell('payment_intent.created', intent);
		return intent;
	}

	confirm(id: string, returnUrl: string): Intent {
		const intent = this.intent(id);
		if (intent.status !== 'requires_confirmation')
			throw invalid('payment_intent_unexpected_state', `This PaymentIntent is ${intent.status}`);
		const does = METHODS[intent.payment_method ?? '']!.does;
		if (does === 'pays') this.succeed(id);
		else if (does === 'asks') {
			intent.status = 'requires_action';
			const url = `${this.#bank}/authenticate/${id}`;
			intent.next_action = {
				type: 'redirect_to_url',
				redirect_to_url: { url, return_url: returnUrl },
			};
			this.tell('payment_intent.requires_action', intent);
		} else if (does === 'waits') {
			intent.status = 'processing';
			this.tell('payment_intent.processing', intent);
		} else {
			this.fail(id, does.declines, does.reason);
			throw new StripeProblem(402, {
				type: 'card_error',
				code: does.declines,
				decline_code: does.reason,
				message: 'Your card was declined.',
				payment_intent: structuredClone(intent),
			});
		}
		return intent;
	}

	succeed(id: string): void {
		const intent = this.intent(id);
		if (intent.status === 'succeeded' || intent.status === 'canceled')
			throw new Error(`it is ${intent.status}`);
		const charge: Charge = {
			id: newId('ch'),
			object: 'charge',
			amount: intent.amount,
			amount_refunded: 0,
			currency: intent.currency,
			paid: true,
			payment_intent: id,
			transferred: 0,
		};
		this.charges.push(charge);
		Object.assign(intent, {
			status: 'succeeded',
			amount_received: intent.amount,
			latest_charge: charge.id,
			next_action: null,
		});
		this.tell('charge.succeeded', charge);
		this.tell('payment_intent.succeeded', intent);
	}

	fail(id: string, code = 'payment_intent_authentication_failure', reason = ''): void {
		const intent = this.intent(id);
		Object.assign(intent, {
			status: 'requires_payment_method',
			next_action: null,
			last_payment_error: {
				type: 'card_error',
				code,
				decline_code: reason,
				message: 'It did not go through.',
			},
		});
		this.tell('payment_intent.payment_failed', intent);
	}

	cancel(id: string): Intent {
		const intent = this.intent(id);
		if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing')
			throw invalid('payment_intent_unexpected_state', `This PaymentIntent is ${intent.status}`);
		intent.status = 'canceled';
		intent.next_action = null;
		this.tell('payment_intent.canceled', intent);
		return intent;
	}

	refund(asked: { payment_intent: string; amount: number; metadata?: Record<string, string> }): Refund {
		const intent = this.intent(asked.payment_intent);
		const charge = this.charges.find((one) => one.id === intent.latest_charge);
		if (!charge) throw invalid('charge_not_captured', 'There is nothing to refund');
		if (charge.amount_refunded + asked.amount > charge.amount)
			throw invalid('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
		charge.amount_refunded += asked.amount;
		const refund: Refund = {
			id: newId('re'),
			object: 'refund',
			amount: asked.amount,
			currency: charge.currency,
			status: 'succeeded',
			charge: charge.id,
			payment_intent: intent.id,
			metadata: asked.metadata ?? {},
		};
		this.refunds.push(refund);
		this.tell('refund.created', refund);
		this.tell('charge.refunded', charge);
		return refund;
	}

	/** The bank sends a refund back, days later. */
	failRefund(id: string): void {
		const refund = this.refunds.find((one) => one.id === id)!;
		refund.status = 'failed';
		this.charges.find((one) => one.id === refund.charge)!.amount_refunded -= refund.amount;
		this.tell('refund.updated', refund);
		this.tell('refund.failed', refund);
	}

	transfer(asked: Omit<Transfer, 'id' | 'object'>): Transfer {
		const charge = this.charges.find((one) => one.id === asked.source_transaction);
		if (!charge) throw invalid('resource_missing', `No such charge: '${asked.source_transaction}'`, 404);
		if (!/^acct_/.test(asked.destination)) throw invalid('account_invalid', 'No such destination');
		if (charge.transferred + asked.amount > charge.amount)
			throw invalid('transfer_source_balance_insufficient', 'The charge does not cover it');
		charge.transferred += asked.amount;
		const transfer: Transfer = { ...asked, id: newId('tr'), object: 'transfer' };
		this.transfers.push(transfer);
		return transfer;
	}

	tell(type: string, object: object): StripeEvent {
		const event: StripeEvent = {
			id: newId('evt'),
			object: 'event',
			api_version: '2026-10-28.endive',
			created: seconds(),
			livemode: false,
			type,
			data: { object: structuredClone(object) as Record<string, unknown> },
		};
		this.events.push(event);
		return event;
	}
}
