import { expect, test } from 'vitest';
import { z } from 'zod';
import { stripeProblems, stripeSettings } from './stripe-settings.ts';

const schema = z.object(stripeSettings);
const keys = {
	PAYMENT_PROVIDER: 'stripe',
	STRIPE_SECRET_KEY: 'sk_test_1',
	STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
	STRIPE_WEBHOOK_SECRET: 'whsec_1',
};
const wrong = (values: Record<string, string | undefined>) =>
	Object.keys(stripeProblems(schema.parse(values)));

test('a market without settings is paid by the sandbox', () => {
	expect(schema.parse({}).PAYMENT_PROVIDER).toBe('sandbox');
	expect(wrong({})).toEqual([]);
});

test('who is paid by Stripe needs all of its keys, of one mode', () => {
	expect(wrong(keys)).toEqual([]);
	for (const key of ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'])
		expect(wrong({ ...keys, [key]: undefined })).toEqual([key]);
	expect(wrong({ ...keys, STRIPE_SECRET_KEY: 'rk_live_1' })).toEqual(['STRIPE_PUBLISHABLE_KEY']);
});

test('keys in each other’s place, and a stand-in elsewhere or for live keys, do not start', () => {
	const swapped = { ...keys, STRIPE_SECRET_KEY: 'pk_test_1', STRIPE_PUBLISHABLE_KEY: 'sk_test_1' };
	expect(schema.safeParse(swapped).error?.issues.map(({ path }) => path[0])).toEqual([
		'STRIPE_SECRET_KEY',
		'STRIPE_PUBLISHABLE_KEY',
	]);
	for (const url of ['http://api.example.com', 'https://127.0.0.1', 'http://127.0.0.1.example.com'])
		expect(schema.safeParse({ ...keys, STRIPE_API_URL: url }).success).toBe(false);
	const live = { ...keys, STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1' };
	expect(wrong({ ...live, STRIPE_API_URL: 'http://127.0.0.1:4000' })).toEqual(['STRIPE_API_URL']);
});
