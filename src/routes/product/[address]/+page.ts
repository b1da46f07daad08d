/** What cannot be bought is rendered with the reason why; a page of what can be bought does not carry it. */
export async function load({ data }) {
	const notNow = data.product.stock > 0 ? null : (await import('./NotNow.svelte')).default;
	return { ...data, notNow };
}
