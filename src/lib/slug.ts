import slugify from '@sindresorhus/slugify';

/** A name for the address bar: lower-case ASCII letters, digits and single hyphens. `fallback` when nothing is left. */
export function slugOf(name: string, most: number, fallback: string): string {
	const slug = slugify(name).slice(0, most).replace(/-+$/, '');
	return slug || fallback;
}

export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
