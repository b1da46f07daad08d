/** Whoever looks at a thing of one kind is not sent what chooses between several; the server renders it all the same. */
export async function load({ data }) {
	const several = data.product.variants.length > 1;
	return { ...data, choice: several ? (await import('./VariantChoice.svelte')).default : null };
}
