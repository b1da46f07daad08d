/** Signs an event as Stripe does, by its documentation and not by its library. */
import { createHmac } from 'node:crypto';
import { env } from '#lib/server/env.ts';
import type { StripeEvent } from './stripe-book.ts';

export type Signing = {
	secret?: string;
	/** How old the signature is. */
	ageSeconds?: number;
	/** Changes the body after it was signed. */
	tamper?: (body: string) => string;
};

export function signStripeEvent(
	event: StripeEvent | Record<string, unknown>,
	{ secret = env.STRIPE_WEBHOOK_SECRET ?? '', ageSeconds = 0, tamper = (body) => body }: Signing = {},
): { body: string; signature: string } {
	const body = JSON.stringify(event, null, 2);
	const at = Math.floor(Date.now() / 1_000) - ageSeconds;
	const mac = createHmac('sha256', secret).update(`${at}.${body}`, 'utf8').digest('hex');
	return { body: tamper(body), signature: `t=${at},v1=${mac}` };
}
