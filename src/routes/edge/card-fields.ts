import { stripePublicKey } from '#payments/server/provider.ts';

const FROM = 'https://js.stripe.com';

/**
 * Lets a page load Stripe's script and frames, on a market that is paid by Stripe and on no other. Every page, since the policy
 * of the first one holds for all that the browser goes on to without loading anew.
 * @see https://docs.stripe.com/security/guide#content-security-policy
 */
export function allowCardFields(headers: Headers, publicKey: string | null = stripePublicKey): void {
	const policy = headers.get('content-security-policy');
	if (!publicKey || !policy?.includes("script-src 'self'")) return;
	const opened = policy
		.replace("script-src 'self'", `script-src 'self' ${FROM}`)
		.replace("connect-src 'self'", "connect-src 'self' https://api.stripe.com");
	headers.set('content-security-policy', `${opened}; frame-src ${FROM} https://hooks.stripe.com`);
}
