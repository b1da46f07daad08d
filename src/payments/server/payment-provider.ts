/** What the house asks of whoever moves the money. Called between transactions, never inside one. */
import type { Money } from '#lib/money.ts';
import type { PaymentInput } from '../payment.ts';

export type ChargeOutcome =
	| { state: 'succeeded'; ref: string }
	| { state: 'declined'; ref: string; failure: string }
	/** The buyer must confirm it with the bank, at `url`. Nothing is charged before. */
	| { state: 'action'; ref: string; url: string }
	/** Asked, and not yet decided: ask again by `find`, or hear of it by webhook. */
	| { state: 'processing'; ref: string };

export type PaymentProvider = {
	name: string;
	/**
	 * The provider's own name for a card, and how the buyer recognises it. The same card has the same token.
	 * @throws {Refusal} invalid_input for a card that cannot be one
	 */
	tokenise: (input: PaymentInput) => Promise<{ token: string; label: string }>;
	/** Charges once per `key`, however often it is called; the answer may change from processing to a final one. */
	charge: (charge: {
		key: string;
		token: string;
		money: Money;
		/** Ties what belongs to one checkout. */
		group: string;
		/** Where the buyer comes back to from the bank. */
		returnUrl: string;
	}) => Promise<ChargeOutcome>;
	/** What became of the charge of that key, or null when there was none. */
	find: (key: string) => Promise<ChargeOutcome | null>;
	/** Ends a charge that waits for its buyer, so that it cannot succeed any more; answers what became of it. */
	giveUp?: (key: string) => Promise<ChargeOutcome | null>;
	/**
	 * Gives back part or all of a charge, once per `key`.
	 * @throws {RefundRefused} when the provider will not, however often it is asked
	 */
	refund: (refund: { key: string; chargeRef: string; money: Money }) => Promise<{ ref: string }>;
	/** Sends a shop its share of a charge to its account there, once per `key`. `group` ties what belongs to one checkout. */
	transfer: (transfer: {
		key: string;
		account: string;
		money: Money;
		chargeRef: string;
		group: string;
	}) => Promise<{ ref: string }>;
};

/** The provider says that this money cannot go back this way. Somebody has to look. */
export class RefundRefused extends Error {
	override name = 'RefundRefused';
}

/** What a provider tells us by webhook, in our words. `key` is what we called the charge or refund; null for none of ours. */
export type ProviderNotice = { provider: string; eventId: string; type: string } & (
	| { about: 'charge'; key: string | null; ref: string; money: Money; outcome: ChargeOutcome | null }
	| { about: 'refund'; key: string | null; ref: string; chargeRef: string; money: Money; state: RefundState }
	/** How much of a charge has gone back by now, by all its refunds. */
	| { about: 'refunded'; chargeRef: string; money: Money }
	| { about: 'nothing' }
);
export type RefundState = 'pending' | 'done' | 'failed';
