"""Words for people who can be killed or hurt, and words that only look like a count of them."""

from __future__ import annotations

_SINGULAR = """
person man woman child boy girl baby infant toddler teenager youth student teacher pupil schoolgirl schoolboy
doctor nurse medic paramedic patient worker labourer laborer farmer fisherman shopkeeper trader driver passenger
tourist resident villager civilian bystander pedestrian worshipper worshiper pilgrim priest imam cleric monk nun
pastor bishop journalist reporter photographer cameraman correspondent editor lawyer judge prosecutor politician
lawmaker mp senator minister mayor governor councillor candidate official diplomat ambassador envoy consul aide
adviser advisor bodyguard guard soldier serviceman servicewoman paratrooper marine sailor airman pilot crewman
officer policeman policewoman constable conscript recruit reservist peacekeeper contractor mercenary commander
commando lieutenant sergeant corporal captain major colonel general brigadier admiral private cadet chief leader
deputy militant insurgent rebel guerrilla fighter gunman terrorist jihadist jihadi extremist separatist militiaman
attacker assailant bomber suspect hostage captive detainee prisoner inmate protester protestor demonstrator
activist rioter supporter member relative father mother son daughter brother sister wife husband cousin nephew
uncle aunt grandmother grandfather couple family human refugee migrant volunteer employee staffer engineer
technician miner peasant herder herdsman nomad settler singer actor businessman banker merchant translator
interpreter monitor observer inspector agent spy informer collaborator victim casualty body corpse other individual
national citizen foreigner american briton israeli palestinian iraqi syrian afghan pakistani indian turk kurd
russian ukrainian egyptian libyan yemeni somali kenyan nigerian lebanese iranian saudi jordanian colombian
salvadoran peruvian jesuit professor rector housewife cook gardener trooper ranger legionnaire fedayeen combatant
dissident elder head imam muezzin rabbi mason builder vendor seller porter caretaker headmaster headteacher
principal waiter waitress barber butcher baker electrician plumber carpenter cobbler mechanic beekeeper gatekeeper
watchman guardsman gendarme postman receptionist cleaner servant maid nanny midwife pharmacist surgeon dentist
chairman councilman commissioner superintendent gunner warden cashier clerk
businesswoman housekeeper schoolteacher lecturer academic researcher writer poet blogger camerawoman
passer-by passerby customer shopper stallholder commuter motorist cyclist pensioner newborn loyalist bandit
maoist naxal naxalite warlord sniper sentry docker dockworker farmhand stringer lookout crewmember
owner occupant survivor jawan mourner parent grandparent sibling twin spouse baker archaeologist
""".split()

_IRREGULAR = frozenset(
    """
    people men women children policemen servicemen gunmen militiamen troops personnel police soldiers dead wounded
    lives fishermen infantrymen clergymen tribesmen countrymen forces casualties bodies families babies staff crew
    businessmen townspeople shi'ites shiites sunnis guerrillas jihadis youths kurds afghans policewomen herdsmen
    firemen firefighters rescuers gazans passers-by peshmerga
    """.split()
)

SINGULAR: frozenset[str] = frozenset(_SINGULAR)
PLURAL: frozenset[str] = (
    _IRREGULAR
    | frozenset(word + ("es" if word.endswith(("ch", "sh", "s", "x")) else "s") for word in _SINGULAR)
    | frozenset(word[:-2] + "en" for word in _SINGULAR if word.endswith("man"))
)
# Groups that a number may stand before ("killed 12 Taliban"); before a rank they are a mere attribute.
_COLLECTIVE = frozenset("taliban hamas pkk hezbollah isis isil boko mujahideen mujahedeen".split())
PEOPLE: frozenset[str] = SINGULAR | PLURAL | _COLLECTIVE

MONTHS: frozenset[str] = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec".split()
)
# A number before one of these counts no people.
NOT_PEOPLE: frozenset[str] = frozenset(
    """
% percent per cent pct mile miles km kms kilometre kilometres kilometer kilometers metre metres meter meters feet
foot yard yards minute minutes hour hours day days week weeks month months year years decade decades pounds pound
kg kilograms ton tons tonnes dollars dollar million billion am pm a.m p.m o'clock gmt rockets rocket missiles
missile bombs bomb shells shell mortars airstrikes strikes strike sorties vehicles vehicle cars car trucks truck
tanks tank houses homes buildings villages towns cities districts provinces countries checkpoints explosions blasts
attacks attack incidents clashes times rounds degrees cents euros january february march april may june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec grenades mines ied ieds planes
aircraft helicopters helicopter drones boats ships buses bus motorcycles years-old -year-old th st nd rd percentage
shops stalls schools hospitals mosques churches positions bases camps sites targets weapons rifles guns storey
story drone uav uavs jet jets warplane warplanes posts outposts depots launchers
sheep goats cattle cows camels livestock animals animal dogs horses donkeys
""".split()
)
