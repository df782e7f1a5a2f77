"""What MediaWiki writes in brackets beside headings and after sentences, in the languages of large Wikipedias.

Casefolded, each between bars.
"""

from __future__ import annotations

# The link after every heading, as the skins write it since 2014; some also offer the source (`edit | edit source`).
EDIT = (
    "|"
    "edit|edit source|edit this section|modifier|modifier le code|bearbeiten|quelltext bearbeiten|editar|"
    "editar código|editar código-fonte|editar a fonte|modifica|modifica wikitesto|bewerken|brontekst bewerken|"
    "edytuj|edytuj kod|править|править код|редагувати|редагувати код|редактиране|редактиране на кода|уреди|"
    "уреди извор|уреди изворник|правіць|правіць зыходнік|redigera|redigera wikitext|rediger|rediger kilde|"
    "rediger kildetekst|endre|muokkaa|muokkaa wikitekstiä|szerkesztés|forrásszöveg szerkesztése|editovat|"
    "editovat zdroj|upraviť|upraviť zdroj|uredi|uredi kodo|uredi kod|düzenle|kaynağı değiştir|sửa|sửa mã nguồn|"
    "sunting|sunting sumber|edita|modifica la font|editează|modificare sursă|redakti|redakti fonton|aldatu|"
    "aldatu iturburu kodea|επεξεργασία|επεξεργασία κώδικα|edit wikitext|muuda|muuda lähteteksti|redaguoti|"
    "redaguoti vikitekstą|labot|labot pirmkodu|עריכה|עריכת קוד מקור|تعديل|عدل|عدل المصدر|ویرایش|ویرایش مبدأ|"
    "編集|ソースを編集|编辑|编辑源代码|編輯|編輯原始碼|편집|원본 편집|แก้ไข|แก้ไขต้นฉบับ|संपादित करें|সম্পাদনা|"
    "խմբագրել|խմբագրել կոդը|რედაქტირება|წყაროს რედაქტირება"
    "|"
)

# Notes of doubt inside sentences. English ones first, as `Template:Inline cleanup tags` lists them.
DOUBT = (
    "|"
    "citation needed|citations needed|clarification needed|when?|who?|by whom?|which?|where?|why?|how?|"
    "according to whom?|verification needed|failed verification|better source needed|page needed|"
    "full citation needed|dead link|permanent dead link|not in citation given|original research?|"
    "non-primary source needed|primary source needed|third-party source needed|unreliable source?|"
    "self-published source|self-published source?|medical citation needed|attribution needed|"
    "further explanation needed|additional citation(s) needed|example needed|needs update|weasel words|"
    "peacock prose|dubious – discuss|dubious - discuss|disputed – discuss|undue weight? – discuss|"
    "neutrality is disputed|citation not found|incomplete short citation|date missing|"
    "réf. nécessaire|référence nécessaire|réf. souhaitée|citation nécessaire|source insuffisante|quand ?|"
    "qui ?|par qui ?|pas clair|non neutre|lien mort|cita requerida|¿cuándo?|¿quién?|enlace roto|"
    "beleg fehlt|belege fehlen|einzelnachweis fehlt|senza fonte|citazione necessaria|non chiaro|"
    "carece de fontes|carece de fontes?|citação necessária|quando?|quem?|ligação inativa|bron?|"
    "potrzebny przypis|potrzebne źródło|kiedy?|przez kogo?|источник?|источник не указан|когда?|кто?|"
    "джерело?|джерело не вказано|коли?|хто?|källa behövs|kilde mangler|trenger referanse|lähde?|"
    "forrás?|nincs forrás|zdroj?|zdroj?!|kaynak belirtilmeli|kim tarafından?|ne zaman?|"
    "cần dẫn nguồn|butuh rujukan|citació necessària|necesită citare|nevoie de citare|εκκρεμεί παραπομπή|"
    "דרוש מקור|بحاجة لمصدر|محل شك|من؟|متى؟|مدرک لازم|نیازمند منبع|چه کسی؟|"
    "要出典|誰？|いつ？|誰によって?|要検証|来源请求|來源請求|谁？|誰?|需要引用|"
    "출처 필요|언제?|누가?|ต้องการอ้างอิง|उद्धरण चाहिए|"
    "তথ্যসূত্র প্রয়োজন"
    "|"
)
