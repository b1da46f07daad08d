import { expect, test } from 'vitest';
import { failureOf, fromStripe, labelOf, outcomeOf, toStripe } from './stripe-words.ts';

test('amounts go to Stripe in its own units, and come back as they went', () => {
	for (const [ours, theirs] of [
		[{ amount: 2450, currency: 'EUR' }, 2450],
		[{ amount: 500, currency: 'JPY' }, 500],
		[{ amount: 2450, currency: 'ISK' }, 245_000],
		[{ amount: 2450, currency: 'HUF' }, 245_000],
		[{ amount: 2450, currency: 'KWD' }, 2450],
	] as const) {
		const sent = toStripe(ours);
		expect(sent).toEqual({ amount: theirs, currency: ours.currency.toLowerCase() });
		expect(fromStripe(sent.amount, sent.currency)).toEqual(ours);
	}
	expect(() => toStripe({ amount: 2455, currency: 'KWD' })).toThrow('Stripe cannot take');
});

test('each state of an intent is one of ours; of what is not decided nothing is said', () => {
	const of = (status: string, more = {}) => outcomeOf({ id: 'pi_1', status, ...more } as never);
	expect(of('succeeded')).toEqual({ state: 'succeeded', ref: 'pi_1' });
	expect(of('processing')).toEqual({ state: 'processing', ref: 'pi_1' });
	expect(of('canceled')).toEqual({ state: 'declined', ref: 'pi_1', failure: 'given_up' });
	expect(of('requires_confirmation')).toBeNull();
	expect(of('requires_payment_method')).toBeNull();
	expect(of('requires_payment_method', { last_payment_error: { code: 'expired_card' } })).toEqual({
		state: 'declined',
		ref: 'pi_1',
		failure: 'expired_card',
	});
});

test('a buyer is sent to the bank over https alone', () => {
	const urlOf = (url: string | null) =>
		outcomeOf({
			id: 'pi_1',
			status: 'requires_action',
			next_action: { redirect_to_url: { url } },
		} as never)?.state;
	expect(urlOf('https://hooks.stripe.com/redirect/authenticate/src_1?client_secret=x')).toBe('action');
	for (const url of ['javascript:alert(1)', 'http://example.com/', '//example.com', 'https://a b', null])
		expect(urlOf(url)).toBe('processing');
});

test('a card is named as its owner knows it, and a decline by its reason', () => {
	expect(labelOf({ brand: 'visa', last4: '4242' })).toBe('Visa ending 4242');
	expect(labelOf({ brand: 'cartes_bancaires', last4: '0001' })).toBe('Card ending 0001');
	expect(failureOf({ code: 'card_declined', decline_code: 'generic_decline' })).toBe('card_declined');
	expect(failureOf({ code: 'card_declined', decline_code: 'insufficient_funds' })).toBe('insufficient_funds');
});
