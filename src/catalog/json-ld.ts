/** What search engines are told of a product, in schema.org's words. */
import { minorDigits, type Money } from '#lib/money.ts';
import type { ProductView } from './product.ts';

/** Safe inside a `<script>` element: no `<` gets through, so no name can close it. */
export function productJsonLd(product: ProductView, origin: string): string {
	const pictures = product.pictures.map(
		(picture) => `${origin}${picture.src}-${widest(picture.widths)}.avif`,
	);
	const highest = Math.max(...product.variants.map((variant) => variant.price.amount));
	const data = {
		'@context': 'https://schema.org',
		'@type': 'Product',
		name: product.name,
		description: product.description,
		sku: product.id,
		url: origin + product.url,
		category: product.category.name,
		...(pictures.length > 0 && { image: pictures }),
		brand: { '@type': 'Brand', name: product.shop.name },
		offers: {
			url: origin + product.url,
			...(highest > product.price.amount
				? {
						'@type': 'AggregateOffer',
						lowPrice: decimal(product.price),
						highPrice: decimal({ ...product.price, amount: highest }),
						offerCount: product.variants.length,
					}
				: { '@type': 'Offer', price: decimal(product.price) }),
			priceCurrency: product.price.currency,
			availability: `https://schema.org/${product.stock > 0 ? 'InStock' : 'SoldOut'}`,
			itemCondition: 'https://schema.org/NewCondition',
			seller: {
				'@type': 'Organization',
				name: product.shop.name,
				url: `${origin}/shop/${product.shop.slug}`,
			},
		},
	};
	return JSON.stringify(data).replaceAll('<', '\\u003c');
}

const widest = (widths: number[]) => Math.max(...widths);

function decimal({ amount, currency }: Money): string {
	const digits = minorDigits(currency);
	return (amount / 10 ** digits).toFixed(digits);
}
