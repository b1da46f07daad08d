/** Stripe's card field in the browser. Loaded from Stripe itself, as its terms and the card industry's rules ask. */

/** The release that goes with the API version of the library on the server. */
const SCRIPT = 'https://js.stripe.com/endive/stripe.js';

type CardElement = { mount: (at: HTMLElement) => void; destroy: () => void };
type StripeInBrowser = {
	elements: () => { create: (kind: 'card', options: object) => CardElement };
	createPaymentMethod: (input: { type: 'card'; card: CardElement }) => Promise<{
		paymentMethod?: { id: string };
		error?: { message?: string };
	}>;
};
type WithStripe = { Stripe?: (publicKey: string) => StripeInBrowser };

export async function openCardField(
	publicKey: string,
	at: HTMLElement,
): Promise<{ tokenise: () => Promise<string>; close: () => void }> {
	const stripe = (await loadStripe())(publicKey);
	const style = getComputedStyle(at);
	const look = { base: { color: style.color, fontSize: style.fontSize } };
	const card = stripe.elements().create('card', { hidePostalCode: true, style: look });
	card.mount(at);
	return {
		async tokenise() {
			const { paymentMethod, error } = await stripe.createPaymentMethod({ type: 'card', card });
			if (!paymentMethod) throw new Error(error?.message ?? 'This card could not be read.');
			return paymentMethod.id;
		},
		close: () => card.destroy(),
	};
}

let loading: Promise<NonNullable<WithStripe['Stripe']>> | undefined;

function loadStripe() {
	loading ??= new Promise<NonNullable<WithStripe['Stripe']>>((resolve, reject) => {
		const script = document.createElement('script');
		script.src = SCRIPT;
		script.onload = () => {
			const { Stripe } = globalThis as WithStripe;
			if (Stripe) resolve(Stripe);
			else reject(new Error('Stripe did not load'));
		};
		script.onerror = () => reject(new Error('Stripe did not load'));
		document.head.append(script);
	}).catch((error: unknown) => {
		loading = undefined;
		throw error;
	});
	return loading;
}
