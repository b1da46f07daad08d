/** What variants differ in: up to three axes, such as size and glaze. Pure and small: the product page carries it. */
export type Axis = { name: string; values: string[] };
type Optioned = { options: Record<string, string> };

/** The axes of these variants, names and values in the order of their first appearance. */
export function axesOf(variants: Optioned[]): Axis[] {
	return Object.keys(variants[0]?.options ?? {}).map((name) => ({
		name,
		values: [...new Set(variants.map((variant) => variant.options[name] ?? ''))],
	}));
}

/** "Large · Celadon". */
export const optionsLabel = (options: Record<string, string>): string => Object.values(options).join(' · ');

/** The same options, their names in this order. */
export const inOrderOf = (names: string[], options: Record<string, string>): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, options[name] ?? '']));

/**
 * The variant for somebody who wants `value` of the axis `name` and, if they can be had, their other wishes: of those that exist
 * the one that meets most wishes, and of these one that is not sold out.
 */
export function variantFor<V extends Optioned & { now: { available: number } }>(
	variants: V[],
	name: string,
	value: string,
	wishes: Record<string, string>,
): V | undefined {
	const worth = (variant: V) =>
		2 * Object.keys(wishes).filter((other) => wishes[other] === variant.options[other]).length +
		(variant.now.available > 0 ? 1 : 0);
	const having = variants.filter((variant) => variant.options[name] === value);
	return having.reduce<V | undefined>(
		(best, variant) => (best && worth(best) >= worth(variant) ? best : variant),
		undefined,
	);
}
