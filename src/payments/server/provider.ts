/** The one door to whoever moves the money. */
import { env } from '#lib/server/env.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { sandbox } from './sandbox.ts';
import { stripe } from './stripe.ts';

export type { ChargeOutcome, ProviderNotice } from './payment-provider.ts';
export { readStripeNotice } from './stripe-notice.ts';

const providers: Record<string, PaymentProvider> = { sandbox, stripe };

/** The provider that took a payment, by the name stored with it. */
export function providerNamed(name: string): PaymentProvider {
	const provider = providers[name];
	if (!provider) throw new Error(`no payment provider is called ${name}`);
	return provider;
}

/** Whoever takes new payments. */
export const paymentProvider: PaymentProvider = providerNamed(env.PAYMENT_PROVIDER);

/** What a page needs to ask for a card: Stripe's public key, or null where the sandbox's cards are offered. */
export const stripePublicKey: string | null =
	env.PAYMENT_PROVIDER === 'stripe' ? (env.STRIPE_PUBLISHABLE_KEY ?? null) : null;
