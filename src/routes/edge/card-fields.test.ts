import { expect, test } from 'vitest';
import { allowCardFields } from './card-fields.ts';

const POLICY = "default-src 'self'; script-src 'self' 'nonce-x'; connect-src 'self'; object-src 'none'";
const withPolicy = (policy: string, key: string | null) => {
	const headers = new Headers({ 'content-security-policy': policy });
	allowCardFields(headers, key);
	return headers.get('content-security-policy');
};

test('only a market that is paid by Stripe lets Stripe’s script and frames in', () => {
	expect(withPolicy(POLICY, null)).toBe(POLICY);
	expect(withPolicy("default-src 'none'; sandbox", 'pk_test_1')).toBe("default-src 'none'; sandbox");
	expect(withPolicy(POLICY, 'pk_test_1')).toBe(
		"default-src 'self'; script-src 'self' https://js.stripe.com 'nonce-x'; connect-src 'self' https://api.stripe.com; object-src 'none'; frame-src https://js.stripe.com https://hooks.stripe.com",
	);
});
