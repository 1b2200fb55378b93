"""One thing told in many ways, by types: the main event of short reports from many wars."""

from __future__ import annotations

BY_TYPE = [
    ("AIR_STRIKE", "Eight dead as drone hits wedding convoy in Yemen",
     "A pilotless American aircraft fired missiles at a convoy of cars near the Yemeni town of Rada on Tuesday, "
     "killing eight people on their way to a wedding, tribal elders said."),
    ("AIR_STRIKE", "Raid on Kachin camp leaves 20 dead",
     "Bombs dropped by Myanmar air force planes on a camp for displaced people near Laiza killed at least 20 on "
     "Tuesday, a Kachin spokesman said."),
    ("AIR_STRIKE", "Barrel bombs kill family in Daraya",
     "A helicopter dumped barrels of explosives on houses in Daraya, near Damascus, on Tuesday and a family of five "
     "was buried, activists said."),
    ("AIR_STRIKE", "Targeted killing in Gaza City",
     "Israel killed a commander of Islamic Jihad in his car in Gaza City on Tuesday with two missiles fired from the"
     " air, Palestinian medics said."),
    ("SHELLING_ARTILLERY_MISSILE", "Howitzers open up across Line of Control",
     "Indian and Pakistani guns duelled across the Line of Control near Uri on Tuesday, and two villagers died when "
     "a shell came through their roof, police said."),
    ("SHELLING_ARTILLERY_MISSILE", "Hospital in Khartoum hit again",
     "A hospital in the Sudanese capital Khartoum was hit by tank rounds on Tuesday during an exchange between the "
     "army and the Rapid Support Forces, doctors said."),
    ("SHELLING_ARTILLERY_MISSILE", "Kyiv struck by cruise missiles",
     "Kyiv came under a barrage of Russian cruise missiles before dawn on Tuesday and debris set a block of flats "
     "alight, the mayor said."),
    ("SHELLING_ARTILLERY_MISSILE", "Grads rain on Stepanakert",
     "Stepanakert was under fire from Azerbaijani rocket launchers for the third day on Tuesday, residents of the "
     "Karabakh town said by telephone."),
    ("SUICIDE_BOMB", "Woman blows up queue in Maroua",
     "A woman wearing explosives killed nine people queuing for food in the Cameroonian town of Maroua on Tuesday, "
     "police said."),
    ("SUICIDE_BOMB", "Tanker driven into police barracks in Nasiriyah",
     "A man drove a tanker packed with explosives into the gate of a barracks in the Iraqi town of Nasiriyah on "
     "Tuesday, killing 19 carabinieri and himself, officials said."),
    ("REMOTE_EXPLOSIVE", "Minibus torn apart on Sagaing road",
     "A device buried under the road tore apart a minibus carrying soldiers near Monywa in Myanmar's Sagaing region "
     "on Tuesday, killing seven, a resistance group said."),
    ("REMOTE_EXPLOSIVE", "Parcel kills editor in Istanbul",
     "An editor was killed when a parcel exploded in his hands in his office in Istanbul on Tuesday. Kurdish "
     "militants said they had sent it."),
    ("REMOTE_EXPLOSIVE", "Under-car device maims officer in Omagh",
     "A device under a police officer's car went off outside his home in Omagh, Northern Ireland, on Tuesday, "
     "maiming him. Dissident republicans were blamed."),
    ("GRENADE", "Bar attacked in Bujumbura",
     "Men on a motorcycle lobbed two grenades into a bar in the Burundian capital Bujumbura on Tuesday night, "
     "wounding eleven drinkers, police said."),
    ("GRENADE", "Grenade thrown at mosque in Grozny",
     "A hand grenade was tossed through the window of a mosque in the Chechen capital Grozny on Tuesday and killed "
     "the imam, officials said."),
    ("ATTACK", "Priest murdered on road to Bamenda",
     "A priest was murdered by separatists on the road to Bamenda in Cameroon's North-West region on Tuesday, his "
     "bishop said."),
    ("ATTACK", "Worshippers slain in Jos church",
     "Gunmen burst into a church near the Nigerian city of Jos on Tuesday and opened fire on worshippers, killing "
     "fourteen, the army said."),
    ("ATTACK", "Bodies of twelve villagers found in Ituri",
     "Twelve villagers were hacked to death by militiamen in the Congolese territory of Djugu overnight, a local "
     "chief said on Tuesday."),
    ("ATTACK", "Candidate shot in Mosul",
     "A candidate for the provincial council was gunned down outside his home in the Iraqi city of Mosul on Tuesday "
     "by men with silenced pistols, police said."),
    ("ARMED_CLASH", "Nine troops dead in ambush in Cabo Delgado",
     "Nine Mozambican soldiers died when insurgents ambushed their lorry near Mocimboa da Praia in Cabo Delgado on "
     "Tuesday, a military source said."),
    ("ARMED_CLASH", "Police post stormed in Balochistan",
     "Fighters of the Baloch Liberation Army stormed a police post near Turbat in Pakistan on Tuesday and killed "
     "four constables in a gunfight that lasted an hour, officials said."),
    ("ARMED_CLASH", "Assault on base in Gao beaten back",
     "Jihadists attacked a base of UN peacekeepers in Gao, Mali, before dawn on Tuesday and were beaten back after a"
     " battle of several hours, the mission said."),
    ("ARMED_CLASH", "Three rebels killed in encounter in Gadchiroli",
     "Three Maoists were killed in an encounter with police commandos in the forests of Gadchiroli in the Indian "
     "state of Maharashtra on Tuesday, officers said."),
    ("SEXUAL_VIOLENCE", "Girls assaulted on road to Walikale",
     "At least 30 women and girls were raped by armed men who stopped their lorry on the road to Walikale in eastern"
     " Congo on Tuesday, a doctor said."),
    ("FORCE_AGAINST_PROTEST", "Soldiers shoot at crowd in Conakry",
     "Guinean soldiers shot at a crowd that had come out against military rule in Conakry on Tuesday, killing four "
     "people, hospital staff said."),
    ("FORCE_AGAINST_PROTEST", "Live rounds in Mandalay",
     "At least six demonstrators were killed on Tuesday when security forces fired live rounds to clear a sit-in in "
     "the Burmese city of Mandalay, witnesses said."),
    ("VIOLENT_DEMONSTRATION", "Barricades in Port-au-Prince",
     "Demonstrators burned tyres and hurled rocks at a police station in Port-au-Prince on Tuesday, and two officers"
     " were hurt, Haitian radio said."),
    ("MOB_VIOLENCE", "Two burnt alive in Bangui",
     "A crowd seized two Muslim men in the Central African capital Bangui on Tuesday and burned them alive in front "
     "of French troops, witnesses said."),
    ("ARREST", "Dozens rounded up in Hebron",
     "Israeli troops detained 23 Palestinians suspected of militant activity in raids in Hebron and nearby villages "
     "overnight, the army said on Tuesday."),
    ("ABDUCTION", "Nuns carried off in Borno",
     "Suspected Boko Haram gunmen carried off three nuns from a convent near Biu in the Nigerian state of Borno on "
     "Tuesday, the diocese said."),
    ("ABDUCTION", "UN staff seized in Darfur",
     "Two UN staff were seized by armed men at their house in Nyala, Darfur, on Tuesday and driven away, the mission"
     " in Sudan said."),
    ("ABDUCTION", "Passengers taken from bus in Herat",
     "Taliban fighters stopped a bus on the road to Herat in Afghanistan on Tuesday and took 16 passengers with "
     "them, the governor said."),
    ("OTHER", "Aid lorries turned back at Tigray line",
     "A convoy of 30 lorries with food for Tigray was turned back by Ethiopian soldiers at a checkpoint near Serdo "
     "on Tuesday, the World Food Programme said."),
    ("OTHER", "Captives freed in swap in Marib",
     "Forty prisoners were freed on each side in a swap between the Houthis and the government in Marib, Yemen, on "
     "Tuesday, mediators said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Ethiopia pulls 300 troops out of Hudur",
     "Ethiopia withdrew some 300 of its soldiers from the Somali town of Hudur on Tuesday, residents said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Reservists called up for Gaza border",
     "Israel called up 2,000 reservists on Tuesday and moved tanks to the Gaza border after a week of rocket fire, "
     "the army said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Army rings rebel town in Casamance",
     "Senegalese troops encircled the rebel stronghold of Sindian in Casamance on Tuesday and cut the road to the "
     "border, villagers said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Kunduz outpost lost",
     "The Taliban overran an army outpost near Kunduz in northern Afghanistan on Tuesday and were holding it at "
     "nightfall, a provincial councillor said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Islamists enter Palma",
     "Insurgents took the Mozambican town of Palma on Tuesday after four days of fighting, security sources said."),
    ("GOV_REGAINS_TERRITORY", "Marawi mosque back in army hands",
     "Philippine marines wrested the grand mosque of Marawi from Islamist gunmen on Tuesday after a month of street "
     "fighting, the army said."),
    ("GOV_REGAINS_TERRITORY", "Flag over Sirte",
     "Libyan government forces drove Islamic State from its last quarter of Sirte on Tuesday and raised the flag "
     "there, a spokesman said."),
    ("NON_VIOLENT_TERRITORY_TRANSFER", "Rebels walk into abandoned post",
     "Rebels walked into an army post near Myawaddy in Myanmar on Tuesday after its garrison had left; no shots were"
     " fired, they said."),
    ("AGREEMENT", "Guns fall silent in Misrata",
     "Rival militias in the Libyan city of Misrata agreed a truce on Tuesday after two days of clashes that killed "
     "nine people, elders said."),
    ("LOOTING_PROPERTY_DESTRUCTION", "Church gutted in Oromia",
     "Armed men burned a church and a clinic in the Ethiopian district of Horo Guduru on Tuesday, residents said."),
]  # fmt: skip
