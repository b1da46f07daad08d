import { error } from '@sveltejs/kit';
import { openLetter } from '#notifications/server/read-mailbox.ts';
import { mailboxFolder } from '../../../edge/mailbox-folder.ts';

export async function load({ params, url }) {
	const letter = await openLetter(mailboxFolder(), params.letter);
	if (!letter) error(404);
	const asked = url.searchParams.get('as');
	const view = asked === 'text' || asked === 'source' || !letter.html ? (asked ?? 'text') : 'html';
	return { letter, view };
}
