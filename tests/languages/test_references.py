"""What a text refers to without naming it, and what it does name."""

from __future__ import annotations

import pytest

from quizgen.languages.references import Shown, unnamed_reference
from quizgen.languages.text_names import KnownNames
from quizgen.languages.word_lists import language_of

NOT_ALONE = {
    "en": """
How do those molecules move?
How many agreements were signed during the visit?
Who wrote the article?
What does the author compare the city to?
It was founded in _____.
In which year was it founded?
What did he discover?
Who wrote it?
Which country signed it?
What is its capital?
When did they leave?
What is this process called?
Who said this?
Which river flows here?
What is the capital of this country?
How many people live in the city?
The two countries signed _____ agreements.
What ties both nations together?
What do the two leaders want?
In which year did the king die?
When did the war end?
What was the first city that the emperor conquered?
How does the writer describe the storm?
Where was the treaty signed?
The company was founded by _____.
What happened after the battle?
Which topic of the council goes with transport?
How many people died in the siege?
What did Darwin call this process?
In which city did the piece cause a riot?
How long did her reign last?
To which country did it belong?
How many legs does it have?
What does the poem compare the moon to?
What is their main export?
Why did the two sides meet?
Which state borders both countries?
During this visit, how many agreements did Kazakhstan sign?
According to the text, what causes rain?
What does the passage say about bees?
What is missing between the two cities?
Which king ruled the island in 1200?
Which of these exports is the largest?
These animals live in _____.
Here the river is _____ km wide.
What does the map show?
In what is the strategic cooperation of the two countries rooted?
Besides education, which sector is named for the agreements that were signed during the visit?
What is to be done electronically everywhere along the transit route?
He was born in _____.
She discovered _____ in 1898.
The author lives in _____.
The country has _____ provinces.
In _____ the city was destroyed.
What did the president announce?
What does the narrator fear most?
How did the two brothers learn to fly?
Which law did the senate pass in response?
Why did they cross the river?
What was found in the tomb?
Where did the ship sink?
What does the story's hero lose?
Which instrument did she play?
Who led the revolt?
What did the first president of the country do?
When was the bridge opened?
How tall is the tower?
What do both texts have in common?
Which god does the temple honour?
What is the main idea of the second paragraph?
Why is this experiment important?
What did the committee decide?
According to the speaker, what is freedom?
In the experiment, what was measured?
How did the conflict end?
What caused it?
These cells divide by _____.
The war ended in _____.
The president was elected in _____.
He painted the ceiling of the _____.
Their leader was _____.
In this battle, _____ died.
The island lies in the _____.
""",
    "de": """
Wie viele Abkommen wurden während des Besuchs unterzeichnet?
Wer hat den Artikel geschrieben?
Womit vergleicht der Autor die beiden Länder?
Wann wurde die Stadt gegründet?
Er wurde in _____ geboren.
Was verbindet die beiden Länder?
Wie heißt dieser Vorgang?
Wann endete der Krieg?
Welcher Fluss fließt hier?
Was ist ihre wichtigste Ausfuhr?
Die Stadt hat _____ Einwohner.
Beide Staaten haben _____ gegründet.
Wo lebte der Dichter?
Wie viele Menschen starben bei dem Erdbeben?
Wer eröffnete die Brücke?
In welchem Jahr verließ er das Land?
Was beschreibt der Dichter in diesem Gedicht?
Woran starb die Königin?
Was beschlossen beide Länder?
""",
    "fr": """
Combien d'accords ont été signés pendant la visite ?
Qui a écrit l'article ?
Qu'est-ce qui unit les deux pays ?
Quand la ville a-t-elle été fondée ?
Il est né en _____.
À quoi l'auteur compare-t-il la mer ?
Comment s'appelle ce processus ?
Quelle est sa capitale ?
Où ce traité a-t-il été signé ?
Qui a construit le pont ?
En quelle année la reine est-elle morte ?
Pourquoi sont-ils partis ?
Que représente ce tableau ?
""",
    "es": """
¿Cuántos acuerdos se firmaron durante la visita?
¿Quién escribió el artículo?
¿Qué une a los dos países?
¿Cuándo se fundó la ciudad?
¿Con qué compara el autor la luna?
¿Cuál es su capital?
¿Cómo se llama este proceso?
El rey murió en _____.
¿Quién mandó construir el puente?
¿En qué año murió la reina?
¿Qué dice la autora sobre el clima?
Su padre era _____.
¿Por qué se fueron ellos?
¿Qué firmaron ambos países?
""",
    "pt": """
Quantos acordos foram assinados durante a visita?
Quem escreveu o artigo?
O que une os dois países?
Quando foi fundada a cidade?
Qual é a sua capital?
Como se chama este processo?
Quem construiu a ponte?
Em que ano morreu o rei?
O que diz o autor sobre o clima?
O que assinaram ambos os países?
""",
    "ru": """
Сколько соглашений подписали во время визита?
Кто автор статьи?
Что связывает обе страны?
Он родился в _____ году.
Как называется этот процесс?
Какая река протекает здесь?
С чем автор сравнивает море?
Что объединяет две страны?
Какова его столица?
Кто написал этот роман?
В каком году он умер?
О чём говорит автор в тексте?
Что подписали обе стороны?
Сколько человек погибло в битве?
Её столица — _____.
""",
    "kk": """
Сапар кезінде неше келісімге қол қойылды?
Бұл процесс қалай аталады?
Екі елді не байланыстырады?
Мақаланың авторы кім?
Ол қай жылы туған?
Бұл өлеңді кім жазды?
Автор қаланы немен салыстырады?
""",
    "az": """
Səfər zamanı neçə saziş imzalandı?
Bu proses necə adlanır?
İki ölkəni nə birləşdirir?
Məqalənin müəllifi kimdir?
O nə vaxt doğulub?
Bu şeiri kim yazıb?
Müəllif şəhəri nə ilə müqayisə edir?
""",
}

ALONE = {
    "en": """
How do warm molecules move, compared with those of ice?
What are those who study bees called?
How many agreements were signed during Tokayev's visit to Baku?
Who wrote “The Platform”?
What is the capital of Azerbaijan?
Who is the president of Kazakhstan?
When did the First World War end?
When did World War II end?
Which treaty ended the war between Russia and Japan?
Who was the author of Hamlet?
Which planet rotates on its side?
What does a wave carry when it moves?
How does steel lose its strength?
In his inaugural speech, what did Ilham Aliyev stress?
Which of its exports is Kazakhstan diversifying?
How fast does sound travel in water?
What is the highest point of a wave called?
What is the city of light?
What is the largest city in Kazakhstan?
Which city is the capital of the country with the most people?
Which river flows through the capital of France?
Who gave his name to the unit of frequency?
How long does it take the Earth to go round the Sun?
What time is it in London when it is noon in Paris?
In which country do streets bear the names of Kazakh poets and scientists?
Who described the effect that bears his name?
What did the Treaty of Versailles forbid Germany?
Which king lost the Battle of Hastings?
How many people live in Paris?
What is the boiling point of water?
Who wrote the novel “War and Peace”?
In which year was Rome founded?
What is the process by which plants make sugar called?
How do bats find their way?
What does the heart pump?
Which organ filters the blood?
The Danube flows into _____.
Mozart was born in _____; he died in Vienna.
Paris is the capital of _____.
Which two countries share the island of Hispaniola?
Which countries signed the treaty of 1919?
What joins the two halves of the brain?
Why did Napoleon sell Louisiana to the United States, and what did he get for it?
When water turns to vapour, what is this process called?
Kazakhstan and Azerbaijan are neighbours. What ties the two countries together?
Which city did Peter the Great make the capital of Russia?
Who was the first person on the Moon?
How does the president of the United States veto a law?
Light travels faster than sound; how much faster is it in air?
The speech Kennedy gave in Berlin is known by which words?
What percentage of the Earth's surface is covered by the sea?
What happens to the volume of a gas when its temperature rises?
Which letter stands for the wavelength?
What does the mitochondrion supply to the cell?
Which gas do plants take in when they make their food?
The agreement between Kazakhstan and Azerbaijan was signed in _____.
What is the name of the river that flows through Cairo?
Whose theory did the eclipse of 1919 confirm?
In which city does the Council of Europe meet?
How many hearts does an octopus have in its body?
What is the chemical symbol of gold?
How many chambers does the heart have?
Which gas makes up most of the atmosphere?
What is the function of the mitochondria?
In which year did the Berlin Wall fall?
What did Newton see fall from a tree before he wrote down his law?
Why do leaves turn red in autumn when they die?
Who wrote the Declaration of Independence?
What is the longest river in Africa?
Which metal is liquid at room temperature?
What is the derivative of x squared?
Who painted the Mona Lisa?
Which planet is closest to the Sun?
What happens to water when it freezes?
How does a plant get its energy?
What does DNA stand for?
Who was the king of France during the Revolution of 1789?
Which organ removes waste from the blood?
What is the name for an animal that eats only plants?
The Great Fire of London broke out in _____.
Water boils at _____ at sea level.
Photosynthesis takes place in the _____.
A triangle with three equal sides is called _____.
Shakespeare wrote the play _____ about a Danish prince.
The king in chess moves _____ square at a time.
The city of Rome lies on the river _____.
How many players are on the field in a football match?
What do we call the study of the past?
Which part of the plant takes in water?
In computing, what does the abbreviation CPU stand for?
What is the unit in which force is measured?
Which king had the Tower of London built?
Which battle ended the reign of Napoleon?
How long does light take to reach us from the Sun?
What did the Romans call their god of war?
Where in the cell is the genetic material found?
How does the moon cause the tides?
Who succeeded Elizabeth I as the ruler of England?
What is the capital of the country whose flag shows a maple leaf?
What did the treaty that ended the First World War demand of Germany?
""",
    "de": """
Wie nennt man jene, die Bienen züchten?
Was ist die Hauptstadt von Frankreich?
Wann endete der Dreißigjährige Krieg?
Wann wurde Rom gegründet?
Wer schrieb den Roman „Der Prozess“?
Welche Stadt ist die größte Stadt in Kasachstan?
Wie heißt der höchste Punkt einer Welle?
Was transportiert eine Welle, wenn sie sich bewegt?
Der Fluss Rhein mündet in _____.
Wer war der erste Präsident der Vereinigten Staaten?
Wie nennt man den Vorgang, bei dem Pflanzen Zucker bilden?
Wie viele Beine hat eine Spinne an ihrem Körper?
Welcher Vertrag beendete den Krieg zwischen Russland und Japan?
Welche Stadt ist die Hauptstadt von Italien?
Wer erfand den Buchdruck mit beweglichen Lettern?
Wie nennt man Tiere, die ihre Jungen säugen?
Der Eiffelturm steht in _____.
Welches Gas brauchen Pflanzen für die Fotosynthese?
Wann wurde Goethe geboren, und wo starb er?
Wie viele Bundesländer hat Deutschland?
Was ist die Einheit der Kraft?
""",
    "fr": """
Comment appelle-t-on ceux qui élèvent des abeilles ?
Quelle longueur ont les ailes, comparées à celles de la guêpe ?
Quelle est la capitale de la France ?
Quand Napoléon est-il né ?
Combien de pays y a-t-il en Afrique ?
Qui a écrit le roman « Germinal » ?
Qu'est-ce qu'une onde transporte quand elle se déplace ?
Quelle est la plus grande ville du Kazakhstan ?
Dans quelle ville Mozart est-il mort ?
Qu'est-ce que la photosynthèse ?
Quand a commencé la guerre de Cent Ans ?
Qui a peint la Joconde ?
Combien de planètes y a-t-il dans le système solaire ?
La Seine se jette dans _____.
Quel organe pompe le sang ?
Dans quelle ville Molière est-il né ?
Comment appelle-t-on l'étude du passé ?
Comment les plantes fabriquent-elles leur nourriture ?
""",
    "es": """
¿Cómo se llama a aquellos que crían abejas?
¿Cuál es la capital de Francia?
¿En qué año se fundó Roma?
¿Quién escribió la novela «Don Quijote»?
¿Cuál es la ciudad más grande de Kazajistán?
¿Qué guerra terminó en 1945?
¿Qué transporta una onda cuando se mueve?
¿Cuándo terminó la Guerra Fría?
¿Quién pintó el Guernica?
¿Cuántos planetas hay en el sistema solar?
¿Qué órgano bombea la sangre?
El Ebro desemboca en _____.
¿Cómo se llama el proceso por el que las plantas fabrican su alimento?
¿En qué ciudad nació Cervantes?
¿Qué es la fotosíntesis?
""",
    "pt": """
Como se chama aquele que cria abelhas?
Qual é a capital do Brasil?
Em que ano foi fundada Roma?
Qual é a maior cidade do Cazaquistão?
Quando terminou a Segunda Guerra Mundial?
O que transporta uma onda quando se move?
Quem pintou a Mona Lisa?
Quantos planetas há no sistema solar?
O Amazonas deságua no _____.
Que órgão bombeia o sangue?
Em que cidade nasceu Camões?
""",
    "ru": """
Какой город является столицей Франции?
Кто автор романа «Мастер и Маргарита»?
В каком году был основан Рим?
Что такое фотосинтез?
Какие две страны подписали договор?
Что переносит волна, когда она движется?
Как называется высшая точка волны?
В каком городе родился Пушкин?
Сколько стран в Европе?
Кто написал роман «Война и мир»?
В каком году умер Пушкин?
Какой орган перекачивает кровь?
Волга впадает в _____.
Сколько планет в Солнечной системе?
Что изучает физика?
Какой металл жидкий при комнатной температуре?
Как растения получают свою пищу?
""",
    "kk": """
Қазақстанның астанасы қай қала?
Толқынның ең биік нүктесі қалай аталады?
Франция елінің астанасы қандай?
Абай қай жылы туған?
Қан айдайтын мүше қайсы?
Еділ өзені қайда құяды?
""",
    "az": """
Azərbaycanın paytaxtı hansı şəhərdir?
Dalğanın ən yüksək nöqtəsi necə adlanır?
Nizami nə vaxt doğulub?
Qanı hansı orqan vurur?
Kür çayı hara tökülür?
""",
}

NOTHING = Shown()


def cases(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Each text with its language."""
    return [(language, line) for language, lines in texts.items() for line in lines.strip().splitlines()]


def unnamed_in(text: str, language: str = "en", shown: Shown = NOTHING, names: dict[str, str] | None = None) -> str:
    return unnamed_reference(text, shown, KnownNames(language_of(language), (names or {}).items()))


@pytest.mark.parametrize(("language", "text"), cases(NOT_ALONE))
def test_a_text_that_speaks_of_something_it_does_not_name_is_found(language: str, text: str) -> None:
    assert unnamed_in(text, language)


@pytest.mark.parametrize(("language", "text"), cases(ALONE))
def test_a_text_that_names_what_it_speaks_of_is_left_alone(language: str, text: str) -> None:
    assert unnamed_in(text, language) == ""


def test_what_is_found_is_as_it_was_written() -> None:
    assert unnamed_in("What ties the two old nations together?") == "the two old nations"
    assert unnamed_in("During this visit, what did Kazakhstan sign?") == "this visit"


def test_names_of_another_type_do_not_say_which_country_is_meant() -> None:
    text = "What did Tokayev say of the two countries?"
    assert unnamed_in(text, names={"Tokayev": "person"}) == "the two countries"
    text = "What did Kazakhstan sell to the other one of the two countries, Azerbaijan?"
    assert unnamed_in(text, names={"Kazakhstan": "country", "Azerbaijan": "country"}) == ""


def test_what_the_text_is_about_may_name_it() -> None:
    text = "How many agreements did the two countries sign?"
    about = Shown("Kazakhstan and Azerbaijan")
    assert unnamed_in(text, shown=about, names={"Kazakhstan": "country", "Azerbaijan": "country"}) == ""
    assert unnamed_in("When did the war end?", shown=Shown("The Great War")) == ""
    # A title with capitals throughout does not say which of its words are names.
    assert unnamed_in("When was the city founded?", shown=Shown("Trade And Money")) == "the city"
    assert unnamed_in("When was the city founded?", shown=Shown("A History of Rome"), names={"Rome": "place"}) == ""


def test_what_is_seen_beside_the_text_may_be_pointed_at() -> None:
    text = "Which letter marks the crest in the drawing?"
    assert unnamed_in(text) == "the drawing"
    assert unnamed_in(text, shown=Shown(is_seen=True)) == ""
    assert unnamed_in("What is this?", shown=Shown(is_seen=True)) == ""


def test_nothing_is_found_in_a_language_without_lists() -> None:
    assert unnamed_in("这个国家的首都是什么?", "zh") == ""
