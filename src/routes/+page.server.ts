import { cardOf } from '#catalog/product-card.ts';
import type { ProductView } from '#catalog/product.ts';
import { featured, findProducts } from '#catalog/server/queries.ts';
import { rowsOfStalls } from '#catalog/server/queries/rows-of-stalls.ts';
import { thingsOfStalls } from '#catalog/server/queries/things-of-stalls.ts';
import { readCursors, readStream } from '#events/server/tail.ts';
import { openShops } from '#shops/server/queries.ts';
import { recentSales } from './recent-sales.ts';

export async function load() {
	const cursors = await readCursors(['market']);
	const [picked, fresh, rows, stalls, told] = await Promise.all([
		featured(11),
		findProducts({ limit: 26 }),
		rowsOfStalls(),
		openShops(18),
		readStream('market', Math.max(0, cursors.heads.market - 60), 60),
	]);
	const things = await thingsOfStalls(
		stalls.map((stall) => stall.id),
		3,
	);
	// The find is the newest of what stands in the window; without a window, the newest thing with a picture.
	const pictured = (item: ProductView) => item.pictures.length > 0;
	const find = picked.find(pictured) ?? fresh.items.find(pictured) ?? fresh.items[0] ?? null;
	// Nothing lies on two tables of one page.
	const shown = new Set(find && [find.id]);
	const take = (from: ProductView[], most: number) => {
		const taken = from.filter((item) => !shown.has(item.id)).slice(0, most);
		for (const item of taken) shown.add(item.id);
		return taken.map(cardOf);
	};
	const [arrivals, window, rest] = [take(fresh.items, 5), take(picked, 5), take(fresh.items, 10)];
	return {
		cursors,
		sales: recentSales(told, Date.now()),
		find: find && { ...cardOf(find), description: find.description.split('\n')[0]!.slice(0, 200) },
		arrivals,
		window,
		rest,
		rows,
		stalls: stalls
			.map((stall) => {
				const { slug, name, tagline, town, country, colours } = stall;
				return { slug, name, tagline, town, country, colours, pictures: things.get(stall.id) ?? [] };
			})
			.filter((stall) => stall.pictures.length > 0)
			.slice(0, 6),
	};
}
