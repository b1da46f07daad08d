/** What the house asks of whoever moves the money. Called between transactions, never inside one. */
import type { Money } from '#lib/money.ts';
import type { PaymentInput } from '../payment.ts';

export type ChargeOutcome =
	| { state: 'succeeded'; ref: string }
	| { state: 'declined'; ref: string; failure: string }
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
	charge: (charge: { key: string; token: string; money: Money }) => Promise<ChargeOutcome>;
	/** What became of the charge of that key, or null when there was none. */
	find: (key: string) => Promise<ChargeOutcome | null>;
	/** Gives back part or all of a charge, once per `key`. */
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
