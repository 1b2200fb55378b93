"""The best-known towns of the wars of the last decades resolve to themselves, under the names that papers give them."""

from __future__ import annotations

import pytest

from pipeline.tag.places import find_places, resolve
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.tables import countries

CITIES = {
    "SYR": (
        "Aleppo;Damascus;Homs;Hama;Idlib;Raqqa;Deir ez-Zor;Daraa;Latakia;Tartus;Palmyra;Kobani;Manbij;Afrin;"
        "Qamishli;Hasakah;Douma;Saraqib;Khan Sheikhoun;Maarat al-Numan;Jisr al-Shughur;Azaz;Al-Bab;Tal Abyad;"
        "Ras al-Ayn;Albu Kamal;Mayadin;Qusayr;Zabadani;Darayya;Eastern Ghouta;Quneitra;Suwayda;Rastan;Binnish;"
        "Kafr Nabl;Tabqa"
    ),
    "IRQ": (
        "Baghdad;Mosul;Basra;Kirkuk;Fallujah;Ramadi;Tikrit;Baiji;Samarra;Baqubah;Najaf;Karbala;Erbil;"
        "Sulaymaniyah;Sinjar;Tal Afar;Hawija;Hit;Haditha;Rutba;Qaim;Nasiriyah;Amara;Hilla;Kut;Tuz Khurmatu;"
        "Habbaniyah;Abu Ghraib;Sadr City;Taji;Balad;Muqdadiyah;Khanaqin;Amerli;Iskandariya;Mahmudiyah;Yusufiyah"
    ),
    "AFG": (
        "Kabul;Kandahar;Herat;Jalalabad;Kunduz;Ghazni;Lashkar Gah;Khost;Gardez;Farah;Tarin Kot;Maimana;Taloqan;"
        "Pul-e-Khumri;Sangin;Marjah;Qalat;Asadabad;Zaranj;Sheberghan"
    ),
    "PAK": (
        "Peshawar;Quetta;Karachi;Lahore;Islamabad;Rawalpindi;Miranshah;Mir Ali;Wana;Mingora;Parachinar;Bannu;"
        "Dera Ismail Khan;Kohat;Hangu;Khuzdar;Turbat;Gwadar;Mastung;Chaman;Sibi;Tank;Lakki Marwat;Jamrud;"
        "Landi Kotal;Muzaffarabad"
    ),
    "IND": (
        "Srinagar;Jammu;Pulwama;Anantnag;Baramulla;Kupwara;Sopore;Shopian;Pathankot;Uri;Imphal;Churachandpur;"
        "Dantewada;Sukma;Bijapur;Mumbai;Amritsar;Guwahati"
    ),
    "LKA": "Jaffna;Kilinochchi;Vavuniya;Trincomalee;Batticaloa;Colombo;Mannar;Puthukkudiyiruppu",
    "YEM": (
        "Sanaa;Aden;Taiz;Hodeidah;Marib;Saada;Ibb;Dhamar;Mukalla;Zinjibar;Lahij;Ataq;Mocha;Hajjah;Amran;Shabwa;Jaar"
    ),
    "LBY": (
        "Tripoli;Benghazi;Misrata;Sirte;Derna;Zawiya;Sabha;Tobruk;Ajdabiya;Brega;Ras Lanuf;Zintan;Tarhuna;"
        "Bani Walid;Gharyan;Kufra;Zliten"
    ),
    "PSE": (
        "Khan Younis;Rafah;Jabalia;Beit Hanoun;Beit Lahia;Deir al-Balah;Nuseirat;Jenin;Nablus;Ramallah;Hebron;"
        "Bethlehem;Tulkarm;Jericho;Qalqilya"
    ),
    "ISR": "Jerusalem;Tel Aviv;Haifa;Sderot;Ashkelon;Ashdod;Beersheba;Kiryat Shmona;Eilat;Netanya",
    "LBN": "Beirut;Tripoli;Sidon;Tyre;Baalbek;Arsal;Nabatieh;Bint Jbeil;Hermel;Zahle;Qana",
    "EGY": (
        "Cairo;Alexandria;Arish;Rafah;Sheikh Zuweid;Suez;Ismailia;Port Said;Luxor;Sharm el-Sheikh;Taba;Bir al-Abd;Dahab"
    ),
    "UKR": (
        "Kyiv;Kharkiv;Mariupol;Donetsk;Luhansk;Sloviansk;Kramatorsk;Horlivka;Debaltseve;Bakhmut;Kherson;Odesa;"
        "Dnipro;Sumy;Chernihiv;Bucha;Irpin;Izium;Lyman;Severodonetsk;Lysychansk;Popasna;Vuhledar;Marinka;"
        "Pokrovsk;Melitopol;Enerhodar;Nikopol;Simferopol;Sevastopol;Kerch;Lviv;Ilovaisk;Soledar;Robotyne;"
        "Kremenchuk;Toretsk;Chasiv Yar;Volnovakha"
    ),
    "RUS": (
        "Moscow;Grozny;Beslan;Makhachkala;Nazran;Nalchik;Belgorod;Kursk;Rostov-on-Don;Volgograd;Vladikavkaz;"
        "Sudzha;Shebekino;Gudermes;Khasavyurt"
    ),
    "GEO": "Tbilisi;Tskhinvali;Sukhumi;Gori;Poti",
    "AZE": "Stepanakert;Shusha;Ganja;Baku",
    "ARM": "Yerevan",
    "SOM": "Mogadishu;Kismayo;Baidoa;Beledweyne;Galkayo;Bosaso;Hargeisa;Jowhar;Marka;Garowe;Las Anod;Dhusamareb",
    "KEN": "Nairobi;Mombasa;Garissa;Mandera;Lamu;Wajir;Mpeketoni",
    "ETH": "Addis Ababa;Mekelle;Axum;Adwa;Gondar;Lalibela;Dessie;Shire;Humera",
    "ERI": "Asmara",
    "SDN": "Khartoum;Omdurman;El Fasher;Nyala;El Geneina;El Obeid;Kadugli;Port Sudan;Zalingei;Kutum;Kassala;Abyei",
    "SSD": "Juba;Malakal;Bor;Bentiu;Wau;Yei;Torit",
    "COD": (
        "Kinshasa;Goma;Bukavu;Beni;Bunia;Butembo;Rutshuru;Masisi;Uvira;Kisangani;Lubumbashi;Sake;Bunagana;Walikale"
    ),
    "CAF": "Bangui;Bambari;Bria;Bossangoa;Bangassou;Bouar",
    "RWA": "Kigali",
    "BDI": "Bujumbura",
    "UGA": "Kampala;Gulu",
    "NGA": (
        "Maiduguri;Bama;Gwoza;Chibok;Damaturu;Yola;Mubi;Kano;Kaduna;Jos;Abuja;Lagos;Baga;Dapchi;Potiskum;Biu;"
        "Konduga;Monguno;Zamfara;Bauchi;Port Harcourt"
    ),
    "MLI": "Bamako;Gao;Timbuktu;Kidal;Mopti;Menaka;Tessalit;Douentza;Sevare",
    "BFA": "Ouagadougou;Djibo;Dori;Kaya;Ouahigouya;Fada N'Gourma;Solhan",
    "NER": "Niamey;Diffa;Agadez;Tillaberi;Bosso",
    "TCD": "N'Djamena;Abeche;Bol",
    "CMR": "Bamenda;Buea;Kumba;Maroua;Mora;Kolofata;Fotokol;Kumbo;Yaounde",
    "CIV": "Abidjan;Bouake",
    "LBR": "Monrovia",
    "SLE": "Freetown",
    "GIN": "Conakry",
    "MOZ": "Palma;Mocimboa da Praia;Pemba;Macomia",
    "DZA": "Algiers;Tizi Ouzou",
    "TUN": "Tunis;Sousse;Kasserine;Ben Gardane;Sidi Bouzid",
    "MMR": "Yangon;Sittwe;Maungdaw;Mandalay;Myitkyina;Lashio;Laukkai;Loikaw;Myawaddy;Buthidaung;Meiktila",
    "PHL": "Marawi;Zamboanga;Jolo;Cotabato;Isabela;Davao;Manila",
    "THA": "Pattani;Yala;Narathiwat;Bangkok;Hat Yai",
    "IDN": "Jakarta;Banda Aceh;Jayapura;Poso;Ambon",
    "TLS": "Dili",
    "NPL": "Kathmandu",
    "BGD": "Dhaka;Cox's Bazar",
    "COL": "Bogota;Medellin;Cali;Tumaco;Buenaventura;Cucuta;Arauca;Saravena;Toribio;Caloto;Tame;Quibdo",
    "VEN": "Caracas;San Cristobal",
    "HTI": "Port-au-Prince",
    "PER": "Lima;Ayacucho",
    "SLV": "San Salvador",
    "NIC": "Managua",
    "GTM": "Guatemala City",
    "HND": "Tegucigalpa;San Pedro Sula",
    "MEX": "Culiacan;Ciudad Juarez",
    "BIH": "Sarajevo;Srebrenica;Mostar;Tuzla;Bihac",
    "XKX": "Pristina;Mitrovica;Prizren",
    "SRB": "Belgrade",
    "MKD": "Tetovo",
    "TUR": "Diyarbakir;Cizre;Ankara;Istanbul;Hakkari;Sirnak;Nusaybin;Gaziantep;Kilis;Suruc;Van;Tunceli",
    "GBR": "Belfast;Omagh",
    "FRA": "Paris;Nice",
    "BEL": "Brussels",
    "SAU": "Riyadh;Jeddah;Najran;Jizan;Qatif",
    "BHR": "Manama",
    "IRN": "Tehran;Zahedan;Ahvaz;Isfahan;Natanz",
    "JOR": "Amman;Zarqa",
    "ARE": "Abu Dhabi",
    "KGZ": "Osh",
    "UZB": "Andijan",
    "TJK": "Dushanbe",
}


@pytest.mark.parametrize("country", CITIES)
def test_a_known_town_is_itself(country: str) -> None:
    for name in CITIES[country].split(";"):
        text = f"A bomb exploded in {name} on Monday. Officials in {countries()[country].name} said so."
        found = [a.place for a in resolve(find_places("", text), "", text) if a.mention.text == name]
        assert found, name
        place = found[0]
        assert (name_key(place.name).replace(" ", ""), place.country, place.precision) == (
            name_key(name).replace(" ", ""), country, 1
        )  # fmt: skip
        assert place.admin1, name
        assert place.lat is not None, name


@pytest.mark.parametrize(
    ("text", "name", "geoname_id"),
    [
        ("A bomb went off in the southern city of Basra in Iraq.", "Basra", 99532),
        ("A bomb went off in Hit, in Iraq's Anbar province.", "Hit", 95788),
        ("Rebels shelled Sake, a town near Goma in Congo. People fled from Sake to Goma.", "Sake", 205970),
        ("A bomb went off in Sadr City, a district of Baghdad in Iraq.", "Sadr City", 7802746),
        ("The men of Srebrenica in Bosnia were killed.", "Srebrenica", 3190159),
        ("Shells fell in Popasna in Ukraine.", "Popasna", 696566),
        ("Shells fell in Rostov-on-Don in Russia.", "Rostov-on-Don", 501175),
        ("Gangs set fire to shops in Port-au-Prince.", "Port-au-Prince", 3718426),
        ("Refugees were attacked in Cox's Bazar in Bangladesh.", "Cox's Bazar", 1336134),
    ],
)
def test_a_town_with_a_namesake_or_with_a_name_of_plain_words(text: str, name: str, geoname_id: int) -> None:
    found = [a.place for a in resolve(find_places("", text), "", text) if a.mention.text == name]
    assert found
    assert found[0].geoname_id == geoname_id


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rebels took a mine in North Kivu in Congo.", "Nord Kivu", "COD"),
        ("Villages were burned in West Darfur in Sudan.", "Western Darfur", "SDN"),
        ("Militants were killed in Lower Shabelle in Somalia.", "Lower Shabeelle", "SOM"),
    ],
)
def test_a_province_under_its_english_name(text: str, name: str, country: str) -> None:
    first = resolve(find_places("", text), "", text)[0].place
    assert (first.name, first.country, first.precision) == (name, country, 4)


def test_a_street_is_no_town_of_another_spelling() -> None:
    text = "Shells hit the stop on Menbij Avenue in Aleppo, Syria. Menbij is calm."
    assert [m.start for m in find_places("", text) if m.text == "Menbij"] == [text.rindex("Menbij")]


def test_a_street_and_a_side_of_the_sky_are_no_places() -> None:
    text = "Shells hit the stop on Peremohy Avenue in Horlivka, Ukraine. The North is calm, Ukraine said."
    assert [m.text for m in find_places("", text)] == ["Horlivka", "Ukraine", "Ukraine"]


@pytest.mark.parametrize(
    "text", ["Talks in March failed, Iraq said.", "He was in hit films. The Hit of the year, Mali said."]
)
def test_a_word_of_the_language_is_no_town(text: str) -> None:
    assert {m.role for m in find_places("", text)} == {"country"}
