"""Deeds whose words the sentence model takes for something else, or that a rule must look at twice."""

DOUBTS = [
    # who was held is killed
    ("ATTACK", "Militants behead Croatian hostage",
     "Islamic State militants in Egypt's Sinai said on Wednesday that they had beheaded a Croatian hostage they "
     "seized in July."),
    # armed or not
    ("ARMED_CLASH", "Two policemen shot in Kirkuk",
     "Gunmen on a motorcycle shot dead two policemen in the Iraqi city of Kirkuk on Tuesday, officials said."),
    ("ATTACK", "Traders waylaid near Gao",
     "Gunmen ambushed a minibus carrying traders near the Malian town of Gao on Tuesday, killing eight, officials "
     "said."),
    ("ARMED_CLASH", "Patrol attacked in Bangui",
     "A patrol of UN peacekeepers came under attack in the Central African capital Bangui on Tuesday, officials "
     "said."),
    ("ATTACK", "Two shot in Kidal",
     "Two civilians were killed by army gunfire in the Malian town of Kidal on Tuesday, residents said."),
    # ground lost, won back, left after a raid
    ("GOV_REGAINS_TERRITORY", "Army takes Tal Afar",
     "The rebel-held town of Tal Afar in northern Iraq fell to government troops on Tuesday, officials said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Army driven from Pasni",
     "Government troops were driven out of the Libyan town of Brega by rebels on Tuesday, officials said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Army loses Ghormach",
     "The Afghan army lost the district of Ghormach to Taliban fighters on Tuesday, officials said."),
    ("ARMED_CLASH", "Checkpoint overrun near Baga",
     "Militants overran a checkpoint near the Nigerian town of Baga on Tuesday, killing seven soldiers, before "
     "fleeing into the bush, the army said."),
    # who is taken, and what
    ("ARREST", "Army captures rebels",
     "Troops captured 14 insurgents near the Nigerian town of Bama on Tuesday, the army said."),
    ("DISRUPTED_WEAPONS_USE", "Troops seize rebel arms",
     "Yemeni troops seized a rebel arms cache near the city of Taiz on Tuesday, the army said."),
    ("ABDUCTION", "Rebels capture soldiers",
     "Rebels captured five soldiers near the Yemeni city of Taiz on Tuesday, officials said."),
    # a bomber who is stopped, a missile that is shot down
    ("DISRUPTED_WEAPONS_USE", "Bomber stopped in Maiduguri",
     "A suicide bomber was overpowered by guards before he could set off his vest in the Nigerian city of Maiduguri "
     "on Tuesday, police said."),
    ("DISRUPTED_WEAPONS_USE", "Suicide attack foiled in Herat",
     "Security forces foiled a suicide attack in the Afghan city of Herat on Tuesday, officials said."),
    # in spite of a truce
    ("ARMED_CLASH", "Fighting near Donetsk",
     "Rebels killed six soldiers despite a truce near the Ukrainian city of Donetsk on Tuesday, officials said."),
    # persons surrender, towns are besieged
    ("CHANGE_TO_GROUP_OR_TROOPS", "Rebels give up in Kunduz",
     "A Taliban commander and 30 of his men surrendered in the Afghan city of Kunduz on Tuesday, officials said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "Army lays siege to Derna",
     "The army laid siege to the rebel-held Libyan town of Derna on Tuesday, officials said."),
    # tear gas is no bullet, a rocket-propelled grenade no rocket
    ("PROTEST_WITH_INTERVENTION", "Protesters dispersed in Sarmin",
     "Police fired tear gas to disperse protesters marching against the army offensive in the Sudanese capital "
     "Khartoum on Tuesday, and arrested rebel supporters."),
    ("GRENADE", "Grenade hits hotel",
     "Militants fired a rocket-propelled grenade at a hotel in the Somali capital Mogadishu on Tuesday, police "
     "said."),
    # the lede's deed before what followed it and what is recalled
    ("ATTACK", "",
     "Gunmen killed 11 worshippers in a church in the Nigerian town of Mubi on Tuesday, police said.\n\nSecurity "
     "forces later killed two of the attackers in a gun battle.\n\nNobody claimed responsibility."),
    ("ATTACK", "",
     "Gunmen killed 11 worshippers in a church in the Nigerian town of Mubi on Tuesday, police said.\n\nIn another "
     "attack, a grenade wounded two people at a checkpoint in the state."),
    ("ARREST", "",
     "Troops arrested 11 suspected militants outside the Nigerian city of Maiduguri late on Monday, witnesses "
     "said.\n\nLast month 30 people were killed in a suicide bombing in the capital, which was claimed by the same "
     "group."),
]  # fmt: skip
