import type { DemoShop } from './demo.ts';

const owner = (username: string) => ({ username, email: `${username}@example.test` });

export const demoShops: DemoShop[] = [
	{
		slug: 'forno-da-ana',
		name: 'Forno da Ana',
		owner: owner('ana'),
		town: 'Barcelos',
		country: 'PT',
		tagline: 'Stoneware for the table you already have',
		colours: ['#C8452D', '#FAF6EE'],
		story:
			'Ana learned to centre clay on her grandfather’s kick wheel, in a town where every second street smells of kiln smoke. She fires once a week, on Thursday night, in a gas kiln the neighbours have stopped asking about. Every glaze is mixed from four buckets and a notebook. If a piece warps she keeps it, and eats her soup from it.',
	},
	{
		slug: 'hinode-pots',
		name: 'Hinode Pots',
		owner: owner('kenji'),
		town: 'Mashiko',
		country: 'JP',
		tagline: 'Quiet pots from a loud wood kiln',
		colours: ['#3A2A22', '#E9D9B8'],
		story:
			'Kenji digs part of his clay from the hill behind the workshop and leaves it out for a winter before he touches it. Twice a year the wood kiln burns for three days and two nights, and friends come to stoke it in shifts. What comes out is never quite what went in. He sends each pot with a note of where in the kiln it stood.',
	},
	{
		slug: 'vevstua',
		name: 'Vevstua',
		owner: owner('ingrid'),
		town: 'Røros',
		country: 'NO',
		tagline: 'Woven slowly, at 630 metres',
		colours: ['#2E3F63', '#E9DFCB'],
		story:
			'Three looms stand in a former bakery, because the floor was the only one in the street that would carry them. Ingrid weaves with wool from two farms whose sheep she knows by temperament. A blanket takes four days when the snow keeps visitors away, and a week in summer. The offcuts become bookmarks for the school.',
	},
	{
		slug: 'tizi-wool',
		name: 'Tizi Wool',
		owner: owner('fadma'),
		town: 'Azilal',
		country: 'MA',
		tagline: 'Rugs knotted in the High Atlas',
		colours: ['#B4531E', '#F6E3BE'],
		story:
			'Fadma and her two sisters knot rugs in a room that looks over walnut trees to the snow. They spin by hand and dye with madder, pomegranate and weld, so no two reds agree. A pattern is carried in the head and changed when somebody has something to say. The money is shared by rows.',
	},
	{
		slug: 'voe-knitwear',
		name: 'Voe Knitwear',
		owner: owner('isla'),
		town: 'Lerwick',
		country: 'GB',
		tagline: 'Shetland wool, knitted within sight of the sea',
		colours: ['#1F4E5F', '#F3E6CF'],
		story:
			'Isla knits yokes by hand and bodies on a machine older than she is, and will tell you which is which. The wool comes over the hill from a mill that still grades it by feel. Her charts are her great-aunt’s, kept in a biscuit tin. She tests every hat on the pier, where the wind is honest.',
	},
	{
		slug: 'hamara',
		name: 'Hämärä',
		owner: owner('aino'),
		town: 'Tampere',
		country: 'FI',
		tagline: 'Candles for the long blue hour',
		colours: ['#47294B', '#F1D9B0'],
		story:
			'Hämärä is the Finnish word for dusk, of which there is plenty. Aino pours rapeseed and beeswax in a former shoe factory and burns one candle of every batch to the very end before she sells the rest. The scents come from a childhood of saunas, bonfires and wet dogs, minus the dogs.',
	},
	{
		slug: 'drukkerij-den-uil',
		name: 'Drukkerij Den Uil',
		owner: owner('lotte'),
		town: 'Ghent',
		country: 'BE',
		tagline: 'Linocuts and letters from a one-room press',
		colours: ['#25303F', '#F2C14E'],
		story:
			'Lotte prints on a 1956 proofing press that arrived by canal boat and had to be winched through the window. She cuts the lino at night, proofs in the morning and prints in editions small enough to sign without cramp. The owl on the door is called Gust, and so was the man who sold her the press.',
	},
	{
		slug: 'lipa-spoons',
		name: 'Lipa',
		owner: owner('matej'),
		town: 'Škofja Loka',
		country: 'SI',
		tagline: 'Spoons and bowls from windfall wood',
		colours: ['#4A6B3A', '#F3EAD3'],
		story:
			'Matej carves only trees that fell by themselves or had to go, and writes on the back of each spoon where the tree stood. He uses an axe, two knives and, since his shoulder complained, a lathe for the bowls. Everything is finished with linseed oil and patience. Lipa means linden, the tree under which villages here used to settle their quarrels.',
	},
	{
		slug: 'oro-lento',
		name: 'Oro Lento',
		owner: owner('chiara'),
		town: 'Arezzo',
		country: 'IT',
		tagline: 'Slow gold, made at one bench',
		colours: ['#6B3A5B', '#F4E3C1'],
		story:
			'Chiara served seven years in a goldsmith’s workshop before she was allowed to sign anything. She now works alone with recycled silver, gold and bronze, at a bench with a dip worn in it by two owners before her. She draws with the hammer rather than the pencil. Rings come back to her for resizing for free, for ever.',
	},
	{
		slug: 'savon-du-causse',
		name: 'Savon du Causse',
		owner: owner('margaux'),
		town: 'Cahors',
		country: 'FR',
		tagline: 'Cold-process soap from a limestone plateau',
		colours: ['#7A6BA0', '#F7F1E1'],
		story:
			'Margaux was a pharmacist until she inherited eleven goats and a shed. Her soaps are stirred cold, cut by wire and left on chestnut shelves for six weeks, and she will not be hurried. The lavender grows between the shed and the road. The goats supply milk, criticism and the occasional eaten label.',
	},
	{
		slug: 'bayt-as-sabun',
		name: 'بيت الصابون',
		owner: owner('yusuf'),
		town: 'Nablus',
		country: 'PS',
		tagline: 'Olive oil soap, stacked in towers to dry',
		colours: ['#5E6A2E', '#F5EBD0'],
		story:
			'The name means house of soap, and the house has made it on the same stone floor for five generations. Olive oil, water and soda are cooked for four days, poured out like a lake and cut by a man walking backwards. Then the cubes are stacked in towers taller than Yusuf to dry for a year. He stamps each one himself.',
	},
	{
		slug: 'taller-ubrique',
		name: 'Taller Ubrique',
		owner: owner('rafael'),
		town: 'Ubrique',
		country: 'ES',
		tagline: 'Saddle-stitched, meant to be inherited',
		colours: ['#6A3A1E', '#F0D9B5'],
		story:
			'In Ubrique the streets are white and the balconies smell of leather. Rafael cut wallets for large houses for twenty years and now cuts fewer, under his own name. The hides are tanned with mimosa bark, two valleys away. Each piece is sewn with two needles and one waxed thread, and he mends what he has made.',
	},
	{
		slug: 'sklarna-kamenice',
		name: 'Sklárna Kamenice',
		owner: owner('tereza'),
		town: 'Kamenický Šenov',
		country: 'CZ',
		tagline: 'Free-blown glass with a little breath left in it',
		colours: ['#1E5B7A', '#EAF1EC'],
		story:
			'Tereza and her brother took over two furnaces when the factory closed, and keep one of them lit. They blow without moulds, so a pair is two cousins rather than twins. Colours are melted from old recipes found pencilled on the wall. On open Saturdays anyone may blow a bubble, and most go home with something like a glass.',
	},
	{
		slug: 'wiklina-ola',
		name: 'Wiklina Ola',
		owner: owner('ola'),
		town: 'Rudnik nad Sanem',
		country: 'PL',
		tagline: 'Willow, cut in January and woven by May',
		colours: ['#8A5A1F', '#F6EBCF'],
		story:
			'Ola’s family has grown willow on the same river bend since before anyone wrote it down. The rods are cut in frost, boiled, peeled and sorted by hand into eleven lengths. She weaves standing up, with the radio on, and signs the base with one dark rod. Her baskets creak for the first week and then go quiet.',
	},
	{
		slug: 'bolga-table',
		name: 'Bolga Weavers’ Table',
		owner: owner('atanga'),
		town: 'Bolgatanga',
		country: 'GH',
		tagline: 'Elephant grass, split by tooth and twisted by thumb',
		colours: ['#A3271F', '#F7D774'],
		story:
			'Fourteen weavers share one long table under a neem tree, and the price of each basket is set by whoever made it. The grass is split, twisted, dyed over a fire and woven wet. Atanga keeps the books, ships the parcels and is teaching two nephews the double rim. Reshape a basket with warm water and it forgives you everything.',
	},
	{
		slug: 'holzfuchs',
		name: 'Holzfuchs',
		owner: owner('jonas'),
		town: 'Seiffen',
		country: 'DE',
		tagline: 'Wooden toys that survive the second child',
		colours: ['#2F5D50', '#F4C95D'],
		story:
			'Seiffen has turned toys since the mines ran dry, and Jonas is the fourth of his name to stand at this lathe. He saws, turns and sands in beech and lime from the Ore Mountains, and paints with colours a child may lick. His daughter tests for drop height, his son for noise. The fox was her idea.',
	},
];
