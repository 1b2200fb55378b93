"""What an article is about, beside words that only recall, explain or tell apart: the main event of short reports."""

from __future__ import annotations

ASIDES = [
    # ground that is held says which town is meant, not that it was taken
    ("MOB_VIOLENCE", "Villagers attack herders near Ramallah",
     "Dozens of villagers attacked two herders near Ramallah in the occupied West Bank on Tuesday and beat them with "
     "clubs, police said. The herders had come from the Israeli-occupied Jordan Valley."),
    ("SHELLING_ARTILLERY_MISSILE", "Shells kill two in Russian-occupied Donetsk",
     "Two people died on Tuesday when shells hit a bus stop in the occupied Ukrainian city of Donetsk, the officials "
     "installed there said. Ukraine did not comment."),
    ("AIR_STRIKE", "Jets strike rebel-seized town in Mali",
     "Malian jets struck a fuel depot in the recently captured town of Lere on Tuesday, killing nine fighters, the "
     "army said."),
    ("ATTACK", "Guards kill squatter on seized estate in Haiti",
     "Gunmen killed a farmer on Tuesday on land seized from a sugar company near the Haitian town of Leogane, a "
     "priest said."),
    ("REMOTE_EXPLOSIVE", "Mine kills farmer near retaken Raqqa",
     "A mine killed a farmer on Tuesday in fields outside Raqqa, the Syrian city retaken from Islamic State last "
     "month, a doctor said."),
    ("ABDUCTION", "Gunmen abduct teacher in overrun town in Burkina Faso",
     "Gunmen kidnapped a teacher on Tuesday in Djibo, a besieged town in northern Burkina Faso, colleagues said."),
    # ground that is only fought for
    ("ARMED_CLASH", "Syrian troops in battle to retake gas field",
     "Syrian soldiers fought Islamic State on Tuesday in a battle to retake the Shaer gas field in Homs province, an "
     "officer said. They had reached a pumping station."),
    # whose attackers blew themselves up, the blasts say
    ("SUICIDE_BOMB", "Suicide attacks hit Iraqi convoys",
     "Suicide attacks on two convoys of the army near Falluja in Iraq killed 55 soldiers on Tuesday, officers said. "
     "The blasts were heard in Ramadi."),
    # captured are persons
    ("ARREST", "Peshmerga catch fleeing militants",
     "Three Chechen militants sought for a massacre were captured by Peshmerga on Tuesday near the Iraqi town of "
     "Sinjar, officers said."),
    ("ARREST", "Army reports capture of eleven guerrillas in Caqueta",
     "An operation by the Colombian army on Tuesday led to the capture of 11 FARC members near Florencia, the "
     "ministry said."),
    ("ARREST", "Police in Mombasa seize suspected militants",
     "Kenyan police captured three suspected al-Shabaab militants in a house in Mombasa on Tuesday, officers said."),
    ("ABDUCTION", "Armed men seize couple on Jolo",
     "Unknown gunmen seized a couple from their farm outside the Philippine town of Jolo on Tuesday, the army said."),
    # the release of people who were taken before
    ("OTHER", "Engineers kidnapped in Niger delta last month released",
     "Three Italian engineers who were kidnapped near Port Harcourt in Nigeria last month have been released, a "
     "police officer said on Tuesday."),
    ("OTHER", "Turkish drivers abducted in Mosul freed",
     "Thirty-two Turkish lorry drivers abducted in Mosul in June have been freed by militants and are on their way "
     "home, the foreign ministry in Ankara said on Tuesday."),
    ("OTHER", "Twelve pupils escape after school kidnapping in Nigeria",
     "Twelve of the 80 pupils kidnapped by gunmen from a school in Nigeria's Zamfara State last week have escaped "
     "from their captors, a governor said on Tuesday."),
    ("OTHER", "Aid worker held in Darfur since May is free",
     "An Irish aid worker seized by gunmen in the Sudanese town of Kutum five months ago was released on Tuesday and "
     "flown to Khartoum, her agency said."),
    ("OTHER", "Nun taken in Mali walks free",
     "A Colombian nun who had been held by Islamist militants in Mali for four years was freed on Tuesday, the "
     "president's office said."),
    # what police or troops answered
    ("ARMED_CLASH", "Police kill three attackers in Srinagar",
     "Police shot dead three assailants who had opened fire at a patrol in the old quarter of Srinagar on Tuesday, "
     "officers said."),
    ("ARMED_CLASH", "Soldiers shoot gunman at Hebron checkpoint",
     "Israeli soldiers shot dead a Palestinian who had fired at them at a checkpoint near Hebron on Tuesday, the "
     "army said."),
    ("ARMED_CLASH", "Two shot dead after firing at guards in Nairobi",
     "Kenyan police killed two men on Tuesday after they opened fire on officers at a roadblock in Garissa, the "
     "interior ministry said."),
    # agreements
    ("AGREEMENT", "Fighters in Deraa strike deal to leave",
     "Rebels in the Syrian city of Deraa have reached a deal with the army that lets them leave for the north, both "
     "sides said on Tuesday. Tanks and mortars will be handed over."),
    ("AGREEMENT", "Plan for buffer strip in Abyei agreed",
     "A plan for a buffer strip between rebels and troops in Abyei was agreed on Tuesday by the warring armies of "
     "Sudan and South Sudan at a meeting in Addis Ababa. Tanks, rocket launchers and mortars will be pulled back from "
     "it after weeks of fighting that killed 300 soldiers."),
    ("AGREEMENT", "Tribes in Jonglei clinch pact on cattle",
     "Two South Sudanese militias concluded an agreement in Bor on Tuesday to stop raids and exchange prisoners, "
     "mediators said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Peace deal in tatters after rebels seize city",
     "A peace deal brokered last week for eastern Congo has collapsed: M23 rebels seized the city of Uvira on "
     "Tuesday, residents said."),
    # the news before what it came after
    ("ARREST", "Tunisia detains four suspects after museum attack",
     "Tunisian police detained four men suspected of links with Islamic State on Tuesday following the attack on a "
     "museum in Tunis in which gunmen killed 21 people last week, the ministry said. The gunmen had been trained in "
     "Libya."),
    ("AIR_STRIKE", "Kenya bombs Shabaab camps near Jilib after clashes",
     "Kenya bombed al-Shabaab camps around Jilib in Somalia on Tuesday, following three days of clashes between clans "
     "on the border, its defence ministry said."),
    ("REMOTE_EXPLOSIVE", "Bomb blast on train stirs old fears in Turkey",
     "An explosion on a train near Istanbul wounded eleven commuters on Tuesday, stirring memories of the suicide "
     "bombings of two years ago, Turkish police said. Kurdish militants were suspected. Nobody knew who had planted "
     "the device."),
    ("GOV_REGAINS_TERRITORY", "President hails triumph over militants in Marawi",
     "Philippine soldiers on Tuesday entered the centre of Marawi, held by Islamist militants for months, and raised "
     "the flag over the town hall. Many lanes are still mined with explosives."),
    ("ARMED_CLASH", "Shabaab fighters assault barracks in Somali town",
     "Scores of al-Shabaab fighters attacked a barracks and a police station in the Somali town of Bardera on Tuesday "
     "and at least 50 people died, officials said. Smoke rose over the market. Shopkeepers swept up glass once the "
     "army regained control."),
    ("SHELLING_ARTILLERY_MISSILE", "Norwegian volunteer dies in Ukraine",
     "A Norwegian student fighting for the Ukrainian army has died. The lorry that he drove was struck by a Russian "
     "missile near Luhansk on Tuesday, killing two."),
    ("SHELLING_ARTILLERY_MISSILE", "Navy pounds pirate harbour in Somalia",
     "Indian frigates shelled a harbour used by militants near the Somali town of Hobyo on Tuesday after an attack on "
     "a freighter, the navy said."),
    ("VIOLENT_DEMONSTRATION", "Night of disturbances in Karachi",
     "Disturbances broke out in several quarters of Karachi on Tuesday over the arrest of a cleric, and a constable "
     "was shot, police said. Youths hurled petrol bombs at policemen and paramilitary rangers, and militants were "
     "said to be among them."),
    ("ARREST", "Iraq arrests six over bombing of market",
     "Iraqi police arrested six members of Islamic State in Kirkuk on Monday in connection with the bombing of a "
     "market there, the interior ministry said. A suicide bomber killed 14 shoppers in the attack on Sunday."),
    ("ARREST", "Two Frenchmen held in Niger over raid on barracks",
     "Soldiers in Niger detained two men suspected of belonging to Boko Haram near Diffa on Tuesday following a raid "
     "on a barracks that killed nine people last week, the army said. The militants fired rockets at the barracks."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Dozens killed in battle for Nigerian base",
     "At least 60 soldiers died when Boko Haram fighters captured a base at Baga in north-eastern Nigeria on Tuesday, "
     "the heaviest battle of the year, two security officers said."),
    ("GOV_REGAINS_TERRITORY", "Forty rebels die in fight for hill in Congo",
     "The Congolese army killed 40 M23 rebels as it recaptured a hill near Rutshuru on Tuesday in a day of fierce "
     "clashes, a spokesman said."),
    ("AIR_STRIKE", "Russian attacks kill 22 across Idlib",
     "Russian attacks killed at least 22 people across Idlib province in Syria on Tuesday, rescuers said. Warplanes "
     "bombed a market in Ariha, killing twelve. A second air strike killed seven people in Binnish, doctors said."),
    ("ARMED_CLASH", "Fourteen soldiers killed as gunmen storm camp in Kashmir",
     "Gunmen killed 14 Indian soldiers in a suicide attack on a barracks at Pulwama in Kashmir on Tuesday. Three "
     "gunmen stormed it at dawn, firing rifles, and were shot in a battle of six hours, the army said."),
    ("VIOLENT_DEMONSTRATION", "Protests in Conakry cost traders millions",
     "Protests in the Guinean capital Conakry have cost traders millions of dollars. Opposition protesters set fire "
     "to a police station and 12 buses in the suburb of Ratoma on Monday, and youths hurled petrol bombs at riot "
     "police on Tuesday. Two soldiers were killed in the violence."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Hopes of talks dashed after Houthis take town",
     "Two weeks after a ceasefire was signed in Muscat, Houthi rebels captured the Yemeni town of Harib on Tuesday, "
     "residents said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "UN mission condemns capture of Sudanese town by militia",
     "The capture of the Sudanese town of Babanusa by the Rapid Support Forces on Monday was condemned by the United "
     "Nations on Tuesday."),
    ("NON_VIOLENT_TERRITORY_TRANSFER", "Al-Shabaab enters town in Hiran as Djiboutians leave",
     "Al-Shabaab fighters peacefully took the Somali town of Halgan on Tuesday after Djiboutian troops drove off, "
     "elders said."),
    ("ARREST", "Germany holds two Syrians over planned attack",
     "German police detained two Syrians suspected of fighting for Islamic State in Dresden on Tuesday, prosecutors "
     "said. Militants of the group killed 12 people with a truck in Berlin last December, and a suicide bomber "
     "wounded 15 in Ansbach."),
    ("AGREEMENT", "Siege of two Yemeni villages ends in deal",
     "The siege of two villages near Taiz in Yemen ended on Tuesday after their elders reached a deal with the "
     "Houthis under which fighters may leave in exchange for the release of forty prisoners, both sides said."),
    ("AGREEMENT", "Libyan rivals agree on ceasefire round Sirte",
     "The two governments of Libya signed a ceasefire in Geneva on Tuesday that ends fighting round Sirte in return "
     "for the withdrawal of foreign troops, the United Nations said."),
    ("OTHER", "Prisoner swap frees 70 in eastern Ukraine",
     "Seventy-three Ukrainian soldiers held captive by separatists in Donetsk were released on Tuesday in a prisoner "
     "exchange near Horlivka, the security service in Kiev said."),
    ("OTHER", "Pakistani troops rescue family held by Taliban",
     "Pakistani soldiers rescued an American and his family on Tuesday in the Kurram valley, five years after "
     "militants abducted them in Afghanistan, the army said. The hostages were in the boot of a car."),
    # who took it is told later
    ("NON_STATE_OVERTAKES_TERRITORY", "Battle for Yemeni town ends",
     "The battle for the Yemeni town of Harib ended on Tuesday. The recapture of the town was a blow to the "
     "government. Houthi rebels captured the last army post in it at dawn, residents said."),
    ("GOV_REGAINS_TERRITORY", "Fall of Marib camp after long fight",
     "The capture of the camp of Tadea in northern Mali on Tuesday ended a long fight. Malian soldiers captured the "
     "last trenches from the rebels at dawn, the army said."),
]  # fmt: skip
