/** How often one may try, per account and per address. One table; the counting is in lib/server/rate-limit.ts. */
import { forgive, limit, partyOf, type Rule } from '#lib/server/rate-limit.ts';

const rules = {
	'register-address': { points: 20, seconds: 3_600 },
	/** Making guests: each first thing that is put into a basket makes one. */
	'guest-address': { points: 120, seconds: 3_600 },
	'login-address': { points: 100, seconds: 300 },
	/** One account from one address, so that a stranger elsewhere cannot lock its owner out. */
	'login-account-address': { points: 10, seconds: 900 },
	/** One account from anywhere: a guess spread over many addresses. */
	'login-account': { points: 100, seconds: 3_600 },
	'reset-address': { points: 20, seconds: 3_600 },
	'reset-account': { points: 5, seconds: 3_600 },
	'verify-account': { points: 5, seconds: 3_600 },
	'use-token-address': { points: 60, seconds: 900 },
	/** Asking for the present password before something grave. */
	'confirm-password': { points: 10, seconds: 900 },
	'api-tokens': { points: 20, seconds: 3_600 },
	'address-book': { points: 60, seconds: 600 },
	'export-account': { points: 10, seconds: 3_600 },
} satisfies Record<string, Rule>;

/** @throws {Refusal} too_many_requests */
export function limitTries(name: keyof typeof rules, key: string): Promise<void> {
	return limit(
		name,
		name.endsWith('-address') && !name.includes('account') ? partyOf(key) : key,
		rules[name],
	);
}

export async function limitLogin(emailKey: string, address: string): Promise<void> {
	await limitTries('login-address', address);
	await limitTries('login-account-address', `${emailKey} ${partyOf(address)}`);
	await limitTries('login-account', emailKey);
}

export async function forgiveLogin(emailKey: string, address: string): Promise<void> {
	await forgive('login-account-address', `${emailKey} ${partyOf(address)}`);
	await forgive('login-account', emailKey);
}
