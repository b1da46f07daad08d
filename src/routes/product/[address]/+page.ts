/** What only some things need comes with their pages alone, rendered on the server like the rest: why it cannot be bought now, and what it comes in. */
export async function load({ data }) {
	const { stock, variants } = data.product;
	const notNow = stock > 0 ? null : (await import('./NotNow.svelte')).default;
	const choice = variants.length > 1 ? (await import('./VariantChoice.svelte')).default : null;
	return { ...data, notNow, choice };
}
