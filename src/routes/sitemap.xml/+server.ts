import { productUrl } from '#catalog/product-url.ts';
import { categories, sitemapEntries } from '#catalog/server/queries.ts';
import { shopUrl } from '#shops/shop.ts';
import { openShops } from '#shops/server/queries.ts';

/** A sitemap holds 50,000 addresses at most; products are the last to be cut. */
const MOST = 50_000;

export async function GET({ url }) {
	const [rows, shops, products] = [
		await categories(),
		await openShops(5_000),
		await sitemapEntries(MOST - 6_000),
	];
	const entries = [
		...['/', '/search', ...rows.map((row) => `/category/${row.slug}`), ...shops.map(shopUrl)].map(
			(path) => `<url><loc>${url.origin}${path}</loc></url>`,
		),
		...products.map(
			(product) =>
				`<url><loc>${url.origin}${productUrl(product)}</loc><lastmod>${product.updated_at.toISOString()}</lastmod></url>`,
		),
	];
	// Slugs and ids are letters, digits and hyphens: nothing here needs escaping.
	const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
	return new Response(xml, {
		headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=600' },
	});
}
