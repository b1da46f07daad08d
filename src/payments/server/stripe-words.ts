/** Between Stripe's words and ours: amounts, states of a payment intent, card names. */
import type { Stripe } from 'stripe';
import { minorDigits, type Money } from '#lib/money.ts';
import type { ChargeOutcome } from './payment-provider.ts';

/**
 * How many digits Stripe counts by, which is neither ISO 4217's nor the browser's table: two, but for these.
 * @see https://docs.stripe.com/currencies
 */
const NO_DIGITS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE_DIGITS = new Set('BHD JOD KWD OMR TND'.split(' '));
const stripeDigits = (currency: string) => (NO_DIGITS.has(currency) ? 0 : THREE_DIGITS.has(currency) ? 3 : 2);

/** @throws for an amount that Stripe cannot take */
export function toStripe({ amount, currency }: Money): { amount: number; currency: string } {
	const theirs = amount * 10 ** (stripeDigits(currency) - minorDigits(currency));
	const uneven = THREE_DIGITS.has(currency) && theirs % 10 !== 0;
	if (!Number.isSafeInteger(theirs) || uneven) throw new Error(`Stripe cannot take ${amount} ${currency}`);
	return { amount: theirs, currency: currency.toLowerCase() };
}

export function fromStripe(amount: number, currency: string): Money {
	const code = currency.toUpperCase();
	return { amount: amount / 10 ** (stripeDigits(code) - minorDigits(code)), currency: code };
}

/** What we read of a payment intent, from an answer or a webhook. */
export type IntentState = Pick<Stripe.PaymentIntent, 'id' | 'status'> & {
	last_payment_error?: { code?: string | null; decline_code?: string | null } | null | undefined;
	next_action?: { redirect_to_url?: { url?: string | null } | null | undefined } | null | undefined;
};

/** Null while nothing has been asked of the bank yet. */
export function outcomeOf(intent: IntentState): ChargeOutcome | null {
	const ref = intent.id;
	switch (intent.status) {
		case 'succeeded':
			return { state: 'succeeded', ref };
		case 'processing':
			return { state: 'processing', ref };
		case 'requires_action': {
			const url = intent.next_action?.redirect_to_url?.url;
			// Another kind of action is none that a page of ours can offer; the intent ends by itself or by us.
			return url && isSafe(url) ? { state: 'action', ref, url } : { state: 'processing', ref };
		}
		case 'requires_payment_method':
			return intent.last_payment_error
				? { state: 'declined', ref, failure: failureOf(intent.last_payment_error) }
				: null;
		case 'canceled':
			return { state: 'declined', ref, failure: 'given_up' };
		default:
			return null;
	}
}

/** The bank's own reason where there is one, such as `insufficient_funds`. */
export function failureOf(error: { code?: string | null | undefined; decline_code?: string | null }): string {
	const reason = error.decline_code && error.decline_code !== 'generic_decline' ? error.decline_code : null;
	return (reason ?? error.code ?? 'card_declined').replace(/\W/g, '_').slice(0, 60);
}

const isSafe = (url: string) =>
	url.length <= 1_000 && /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])[\x21-\x7e]*$/.test(url);

const BRANDS: Record<string, string> = {
	visa: 'Visa',
	mastercard: 'Mastercard',
	amex: 'American Express',
	discover: 'Discover',
	diners: 'Diners Club',
	jcb: 'JCB',
	unionpay: 'UnionPay',
};

/** "Visa ending 4242" */
export function labelOf(card: { brand: string; last4: string }): string {
	return `${BRANDS[card.brand] ?? 'Card'} ending ${card.last4}`;
}
