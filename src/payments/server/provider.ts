/** The one door to whoever moves the money. */
import type { PaymentProvider } from './payment-provider.ts';
import { sandbox } from './sandbox.ts';

export type { ChargeOutcome } from './payment-provider.ts';

const providers: Record<string, PaymentProvider> = { sandbox };

/** The provider that took a payment, by the name stored with it. */
export function providerNamed(name: string): PaymentProvider {
	const provider = providers[name];
	if (!provider) throw new Error(`no payment provider is called ${name}`);
	return provider;
}

/** Whoever takes new payments. */
export const paymentProvider: PaymentProvider = sandbox;
