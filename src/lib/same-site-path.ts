/**
 * `next` if it is a path on this site, else `fallback`. Refuses what a browser would read as another site: `//evil`,
 * `/\evil`, `https:…`, and what hides such a thing behind control characters, which browsers drop.
 */
export function sameSitePath(next: string | null | undefined, fallback = '/'): string {
	// eslint-disable-next-line no-control-regex -- these are what a browser strips from an address
	if (!next || next.length > 2_000 || !/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(next)) return fallback;
	const here = 'http://here.invalid';
	const parsed = URL.parse(next, here);
	if (parsed?.origin !== here || parsed.pathname.startsWith('//')) return fallback;
	return parsed.pathname + parsed.search + parsed.hash;
}
