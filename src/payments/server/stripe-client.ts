/** Stripe's library, set up: bounded time, bounded retries. Each POST carries an idempotency key, so a retry is not a second deed. */
import { Stripe } from 'stripe';
import { Refusal } from '#lib/refusal.ts';
import { env } from '#lib/server/env.ts';

let opened: Stripe | undefined;

export function stripeClient(): Stripe {
	if (!env.STRIPE_SECRET_KEY) throw new Error('STRIPE_SECRET_KEY is not set');
	const at = env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL) : undefined;
	opened ??= new Stripe(env.STRIPE_SECRET_KEY, {
		timeout: env.STRIPE_TIMEOUT_MS,
		maxNetworkRetries: 2,
		telemetry: false,
		...(at && { protocol: 'http' as const, host: at.hostname, port: at.port }),
	});
	return opened;
}

/** Stripe has read the request and will not do it, now or later. */
export function isInvalid(
	error: unknown,
): error is InstanceType<typeof Stripe.errors.StripeInvalidRequestError> {
	return error instanceof Stripe.errors.StripeInvalidRequestError;
}

export function isCardError(error: unknown): error is InstanceType<typeof Stripe.errors.StripeCardError> {
	return error instanceof Stripe.errors.StripeCardError;
}

/** For what somebody waits for: a Stripe that is away is said as such. */
export async function orBusy<T>(asked: Promise<T>): Promise<T> {
	try {
		return await asked;
	} catch (error) {
		const { StripeConnectionError, StripeAPIError, StripeRateLimitError } = Stripe.errors;
		for (const kind of [StripeConnectionError, StripeAPIError, StripeRateLimitError])
			if (error instanceof kind)
				throw new Refusal('busy', { retry_after: 5, detail: 'The payment provider does not answer' });
		throw error;
	}
}
