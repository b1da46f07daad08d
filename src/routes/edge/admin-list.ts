import { listQuery, type ListQuery } from '#activity/admin-input.ts';

/** What an admin's list is asked for; whatever makes no sense in the address is left out. */
export function readListQuery(url: URL): ListQuery {
	return listQuery.parse({
		q: url.searchParams.get('q')?.trim() ?? '',
		status: url.searchParams.get('status') ?? undefined,
		cursor: url.searchParams.get('cursor') ?? undefined,
	});
}

/** The address of the list's next page; null at its end. */
export function nextPage(path: string, query: ListQuery, cursor: string | null): string | null {
	if (!cursor) return null;
	const { q, status } = query;
	return `${path}?${new URLSearchParams({ ...(q && { q }), ...(status && { status }), cursor })}`;
}
