const CLOSED = [
	'/account',
	'/admin',
	'/api/',
	'/checkout',
	'/dev/',
	'/login',
	'/notifications',
	'/orders',
	'/register',
	'/sell',
];

export function GET({ url }) {
	const lines = [
		'User-agent: *',
		...CLOSED.map((path) => `Disallow: ${path}`),
		'',
		`Sitemap: ${url.origin}/sitemap.xml`,
		'',
	];
	return new Response(lines.join('\n'), {
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
	});
}
