/** The settings of payments, for `env.ts`: whoever takes payments by Stripe needs all of its keys, of one mode. */
import { z } from 'zod';

export const stripeSettings = {
	/** Who takes new payments. The sandbox moves no money. */
	PAYMENT_PROVIDER: z.enum(['sandbox', 'stripe']).default('sandbox'),
	STRIPE_SECRET_KEY: z
		.string()
		.regex(/^(sk|rk)_(test|live)_\w+$/, 'is no secret key of Stripe')
		.optional(),
	STRIPE_PUBLISHABLE_KEY: z
		.string()
		.regex(/^pk_(test|live)_\w+$/, 'is no publishable key of Stripe')
		.optional(),
	/** Signs what Stripe sends to /api/webhooks/stripe. */
	STRIPE_WEBHOOK_SECRET: z
		.string()
		.regex(/^whsec_\w+$/, 'is no webhook secret of Stripe')
		.optional(),
	/** A stand-in for Stripe on this machine, for tests. */
	STRIPE_API_URL: z
		.url({
			protocol: /^http$/,
			hostname: /^(127\.0\.0\.1|localhost)$/,
			error: 'is for a stand-in on this machine',
		})
		.optional(),
	/** How long one call of Stripe may take; it is tried three times. */
	STRIPE_TIMEOUT_MS: z.coerce.number().int().min(50).max(80_000).default(15_000),
};

type Values = z.infer<z.ZodObject<typeof stripeSettings>>;

/** Answers what is wrong, by setting. */
export function stripeProblems(values: Values): Record<string, string> {
	const problems: Record<string, string> = {};
	const modeOf = (key: string | undefined) => key?.split('_')[1];
	const live = modeOf(values.STRIPE_SECRET_KEY) === 'live';
	if (values.STRIPE_API_URL && live) problems['STRIPE_API_URL'] = 'is not for live keys';
	if (values.PAYMENT_PROVIDER === 'sandbox') return problems;
	for (const key of ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const)
		if (values[key] === undefined) problems[key] = 'is needed with PAYMENT_PROVIDER=stripe';
	const { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: open } = values;
	if (secret && open && modeOf(secret) !== modeOf(open))
		problems['STRIPE_PUBLISHABLE_KEY'] = 'is of another mode (test, live) than STRIPE_SECRET_KEY';
	return problems;
}
