/** What a product is found by besides its name and description, and which category it stands in. */
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';

/** The category's name, tags, materials and every option's value, for the FULLTEXT index. */
export function keywordsOf(
	categoryName: string,
	{ tags = [], materials = [] }: { tags?: string[] | undefined; materials?: string[] | undefined },
	variants: { options: Record<string, string> }[],
): string {
	const values = variants.flatMap((variant) => Object.values(variant.options));
	return [...[...new Set([categoryName, ...tags, ...materials, ...values])].join(' ')]
		.slice(0, 2_000)
		.join('');
}

/** @throws {Refusal} invalid_input when there is no such category */
export async function needCategory(tx: Tx, slug: string): Promise<{ id: string; name: string }> {
	const category = await tx
		.selectFrom('categories')
		.select(['id', 'name'])
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (!category) throw new Refusal('invalid_input', { errors: { category: 'There is no such category' } });
	return category;
}
