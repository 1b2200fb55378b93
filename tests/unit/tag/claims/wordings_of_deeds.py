"""One thing told in many ways, continued: weapons not used, surrenders, deals, bases, crowds, looting, captives."""

from __future__ import annotations

DEEDS = [
    ("DISRUPTED_WEAPONS_USE", "Arms cache unearthed near Derry",
     "Police searching farmland near Derry in Northern Ireland on Tuesday unearthed two rifles, a mortar tube and a "
     "quantity of Semtex buried by dissident republicans, they said."),
    ("DISRUPTED_WEAPONS_USE", "Army experts blow up bomb in Kathmandu",
     "A bomb planted by Maoist rebels outside a tax office in the Nepalese capital Kathmandu was found on Wednesday "
     "morning and made safe by an army team, police said."),
    ("DISRUPTED_WEAPONS_USE", "Missile downed over Tel Aviv",
     "Israeli air defences on Wednesday shot down a ballistic missile launched from Yemen before it reached Tel "
     "Aviv, the military said. Nobody was hurt."),
    ("DISRUPTED_WEAPONS_USE", "Drones fail to reach Riyadh",
     "The Saudi-led coalition said it had intercepted and destroyed two explosive drones launched by the Houthis "
     "towards Riyadh on Tuesday."),
    ("DISRUPTED_WEAPONS_USE", "Sappers clear road in Helmand",
     "Afghan sappers disarmed six roadside bombs that the Taliban had laid on the road to Sangin in Helmand province"
     " on Tuesday, the army said."),
    ("DISRUPTED_WEAPONS_USE", "Lorry with rockets stopped in Sinai",
     "Egyptian border guards on Tuesday stopped a lorry near El Arish in Sinai and seized 40 rockets and crates of "
     "ammunition meant for militants, officials said."),
    ("DISRUPTED_WEAPONS_USE", "Controlled blast at Yala school",
     "Bomb disposal officers carried out a controlled explosion on a device hidden in a school in Yala, southern "
     "Thailand, on Tuesday. Police blamed insurgents."),
    ("REMOTE_EXPLOSIVE", "Pylons down in Peru",
     "Shining Path rebels dynamited three power pylons near the Peruvian town of Huancayo on Tuesday night, cutting "
     "off the electricity, police said."),
    ("REMOTE_EXPLOSIVE", "Bus hits mine in Burkina Faso",
     "A bus carrying pupils ran over a mine near the town of Toeni in Burkina Faso on Tuesday, killing fourteen, the"
     " government said."),
    ("REMOTE_EXPLOSIVE", "Farmers die in Donbas field",
     "Two farmers died on Tuesday when their tractor struck an anti-tank mine near the Ukrainian village of "
     "Stanytsia Luhanska, rescuers said."),
    ("REMOTE_EXPLOSIVE", "Patrol in minefield",
     "Three soldiers were wounded on Tuesday when their patrol walked into a minefield laid by guerrillas near the "
     "Colombian town of San Vicente, the army said."),
    ("REMOTE_EXPLOSIVE", "Charge kills sergeant in south Lebanon",
     "A roadside charge went off beside an Israeli patrol near the Lebanese village of Houla on Wednesday, killing a"
     " sergeant, the army said. Hezbollah claimed the attack."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Sixteen guerrillas give up in Davao",
     "Sixteen members of the New People's Army have surrendered to the military in the Philippine province of Davao "
     "del Norte, handing in eleven rifles, an army spokesman said on Tuesday."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Boko Haram fighters turn themselves in",
     "Some 70 Boko Haram fighters and their families turned themselves in to Cameroonian troops at Mora on Tuesday, "
     "officials said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Syrian colonel goes over to rebels",
     "A Syrian army colonel and 30 of his men defected to the opposition in Idlib on Wednesday, he said in a video."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Naxals lay down arms in Bastar",
     "Twelve Maoist cadres laid down their arms before the police in Bastar in the Indian state of Chhattisgarh on "
     "Tuesday, officials said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Militia quits alliance in Tripoli",
     "A militia of 300 men switched sides in the Libyan capital Tripoli on Tuesday and joined the forces of Khalifa "
     "Haftar, residents said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "French soldiers land in Bangui",
     "A hundred French paratroopers arrived in Bangui, the capital of the Central African Republic, on Wednesday to "
     "reinforce the airport, the defence ministry in Paris said."),
    ("AGREEMENT", "Sudan rebels sign in Juba",
     "A Sudanese rebel faction signed a declaration of principles with the government in Juba on Tuesday and "
     "undertook to stop attacks on roads, mediators said."),
    ("AGREEMENT", "Rivals in Donbas agree on pullback",
     "Ukraine and the separatists agreed on the withdrawal of tanks and mortars from the line of contact at talks in"
     " Minsk on Tuesday, the OSCE said."),
    ("AGREEMENT", "Commanders shake hands in Wau",
     "Two militia commanders initialled a local truce in Wau, South Sudan, on Tuesday after weeks of clashes that "
     "killed 40 people, the UN mission said."),
    ("AGREEMENT", "Thai rebels and state to halt mine attacks",
     "Thailand and the main insurgent group of the south signed an accord in Kuala Lumpur on Wednesday under which "
     "roadside bombs and shootings are to stop for forty days."),
    ("HQ_OR_BASE_ESTABLISHED", "US opens drone base in Niger",
     "The United States has opened a base for drones at Agadez in Niger, the air force said on Tuesday, to watch "
     "jihadists across the Sahel."),
    ("HQ_OR_BASE_ESTABLISHED", "Rebels turn church into barracks",
     "M23 rebels have turned a church in the Congolese town of Kiwanja into a barracks with sandbags and a radio "
     "mast, residents said on Tuesday."),
    ("HQ_OR_BASE_ESTABLISHED", "Police camp in Bijapur village",
     "Indian paramilitaries established a forward operating base in the village of Tarrem in Bijapur on Tuesday, "
     "deep inside Maoist country, police said."),
    ("MOB_VIOLENCE", "Homes of Rohingya torched in Sittwe",
     "Crowds of Buddhists set fire to Muslim homes and shops in the Burmese town of Sittwe on Tuesday, residents "
     "said. Four people were beaten to death."),
    ("MOB_VIOLENCE", "Settlers rampage in Huwara",
     "Israeli settlers threw stones at Palestinian houses and burned cars and olive trees in the West Bank town of "
     "Huwara on Tuesday night, residents said."),
    ("MOB_VIOLENCE", "Shops of Tutsi traders wrecked in Goma",
     "Youths in the Congolese city of Goma smashed the windows of shops owned by Tutsi traders on Tuesday and chased"
     " their owners, witnesses said."),
    ("MOB_VIOLENCE", "Villagers kill two over child rumour in Assam",
     "A mob of villagers beat two strangers to death in the Indian state of Assam on Tuesday, suspecting them of "
     "being child kidnappers sent by insurgents, police said."),
    ("VIOLENT_DEMONSTRATION", "Party office burned in Basra",
     "Demonstrators in the Iraqi city of Basra set fire to the headquarters of the Badr militia and to a governor's "
     "office on Tuesday, police said."),
    ("VIOLENT_DEMONSTRATION", "Barricades burn in Lome",
     "Protesters put up barricades of burning tyres in the Togolese capital Lome on Tuesday and threw stones at "
     "soldiers, residents said."),
    ("LOOTING_PROPERTY_DESTRUCTION", "Clinic ransacked in Kunduz district",
     "Taliban fighters ransacked a clinic in the Afghan district of Khanabad on Tuesday and stole medicines and two "
     "motorcycles, doctors said."),
    ("LOOTING_PROPERTY_DESTRUCTION", "Huts burned in Kordofan",
     "Militiamen on camels plundered the village of Kadugli in Sudan on Tuesday and burned 60 huts, residents said."),
    ("ABDUCTION", "Reporter seized outside home in Taiz",
     "Gunmen took a radio reporter from in front of his house in the Yemeni city of Taiz on Tuesday and drove him "
     "away in a white pickup, colleagues said."),
    ("ABDUCTION", "Doctor bundled into car in Baghdad",
     "Masked men forced a doctor into a black car outside his clinic in the Iraqi capital Baghdad on Wednesday, his "
     "brother said."),
    ("ABDUCTION", "IS takes away men of Hawija",
     "Islamic State fighters went from house to house in the Iraqi town of Hawija on Tuesday and took away 40 former"
     " policemen, relatives said."),
    ("OTHER", "Eleven churchgoers given up in Cauca",
     "Guerrillas of the ELN handed eleven hostages to a Red Cross delegate in the Colombian department of Cauca on "
     "Tuesday, the agency said."),
    ("FORCE_AGAINST_PROTEST", "Pellets in Srinagar",
     "Indian troops fired pellets at a crowd of protesters in Srinagar on Tuesday, blinding two of them, doctors "
     "said."),
    ("ARMED_CLASH", "Fire traded near Shchastia",
     "Ukrainian troops and separatists traded small-arms fire near Shchastia on Tuesday, the army said."),
    ("CHEMICAL_WEAPON", "Shells with blister agent hit Kurds",
     "Three shells that Islamic State fired at Kurdish fighters near Sinjar in Iraq on Tuesday carried a blister "
     "agent, a Kurdish doctor said."),
    ("CHEMICAL_WEAPON", "Sudan accused over gas bombs",
     "Sudanese aircraft dropped gas bombs on villages near Kauda on Tuesday, rebels said. Residents vomited and two "
     "children died."),
    ("GOV_REGAINS_TERRITORY", "Order restored in Kidal",
     "Malian soldiers restored government control over the town of Kidal on Tuesday after rebels slipped away in the"
     " night."),
    ("GOV_REGAINS_TERRITORY", "Army back in Chiapas town",
     "Mexican soldiers moved into the town of Ocosingo on Tuesday, taking it back from Zapatista rebels after two "
     "days of shooting."),
]  # fmt: skip
