/** A product's address. Apart from `product.ts`, so that a page that links to one carries no schemas. */
export const productUrl = (product: { id: string; slug: string }): string =>
	`/product/${product.id}-${product.slug}`;
