import { sql } from 'kysely';
import { MOST_BASKET_LINES } from '#orders/basket.ts';
import { MOST_OF_ONE } from '#orders/order.ts';
import type { Offender, Promise_ } from './promise.ts';

export const basketPromises: Promise_[] = [
	{
		id: 'B1',
		says: 'every line of a basket is of a number that can be bought',
		offenders: sql<Offender>`select id as who, concat(quantity, ' of ', variant_id, ' in the basket of ', owner_id) as what
			from basket_lines where quantity < 1 or quantity > ${MOST_OF_ONE} or saved_for_later not in (0, 1)`,
	},
	{
		id: 'B2',
		says: 'nobody has their own wares in the basket',
		offenders: sql<Offender>`select l.id as who, concat(l.variant_id, ' in the basket of its maker ', l.owner_id) as what
			from basket_lines l join variants v on v.id = l.variant_id
			join products p on p.id = v.product_id join shops s on s.id = p.shop_id
			where s.user_id = l.owner_id`,
	},
	{
		id: 'B3',
		says: 'a basket holds no more different things than fit into it',
		offenders: sql<Offender>`select owner_id as who, concat(count(*), ' lines') as what
			from basket_lines group by owner_id, saved_for_later having count(*) > ${MOST_BASKET_LINES}`,
	},
];
