import { openPicture } from '#catalog/server/media.ts';

export async function GET({ params }) {
	const picture = await openPicture(params.path);
	if (!picture)
		return new Response('There is nothing here\n', { status: 404, headers: { 'cache-control': 'no-store' } });
	return new Response(picture.stream, {
		headers: {
			'content-type': picture.type,
			'content-length': String(picture.bytes),
			'cache-control': 'public, max-age=31536000, immutable',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
}
