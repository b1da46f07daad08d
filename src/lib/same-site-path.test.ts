import { expect, test } from 'vitest';
import { sameSitePath } from './same-site-path.ts';

test.each([
	'/',
	'/orders',
	'/product/1-bowl?size=2#reviews',
	'/search?q=a%20b',
	'/a//b',
	'/%2F%2Fevil.example',
])('%s is a way on this site', (path) => expect(sameSitePath(path, '/fallback')).toBe(path));

test.each([
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'\t//evil.example',
	' //evil.example',
	'/.//evil.example',
	'/..//evil.example',
	'/a/..//evil.example',
	'https://evil.example',
	'https:evil.example',
	'javascript:alert(1)',
	'data:text/html,hi',
	'evil.example',
	'@evil.example',
	'/ok\r\nset-cookie: a=b',
	'/ok\0',
	'',
	`/${'a'.repeat(3_000)}`,
	null,
	undefined,
])('%j is not', (path) => expect(sameSitePath(path, '/fallback')).toBe('/fallback'));
