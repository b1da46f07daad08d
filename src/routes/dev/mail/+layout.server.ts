import { readMailbox } from '#notifications/server/read-mailbox.ts';
import { mailboxFolder } from '../../edge/mailbox-folder.ts';

export async function load({ depends }) {
	depends('dev:mail');
	return { letters: await readMailbox(mailboxFolder()) };
}
