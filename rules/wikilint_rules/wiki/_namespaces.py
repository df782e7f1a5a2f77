"""What MediaWiki calls its namespaces File and Category in the 318 languages of Wikipedia.

Source: the `siprop=namespaces|namespacealiases` of every Wikipedia's API, as collected on 16 December 2022 in
mwconstants 0.1.0 (Wikimedia Foundation, MIT licence). Casefolded, NFC, each between bars.
"""

from __future__ import annotations

FILE = (
    "|"
    "aafbeilding|abruozdielis|afaylu|afbeelding|apamduööt|archivi|archivo|archivu|arkivo|arquivo|attēls|"
    "barakas|barkas|beeld|beld|belld|berkas|bestaand|bestand|beureukaih|bhengkek|bielde|bild|bilde|biliþ|"
    "billede|biru' na zayzyuwaw|biru’ na zayzyuwaw|chitro|coadan|dadai|dataja|datei|datnyvei|datoteca|"
    "datoteka|delwedd|dencukaay|dosiero|dosiye|dossia|dosya|dosye|dt|ewava|eʼelyaaígíí|f|faidhle|fail|"
    "faili|fails|failu|fasciculus|fayl|faylo|faýl|feil|fexeiro|ficheiro|ficheru|fichier|fichièr|fichiér|"
    "fichye|fiché|figura|figure|fiila|fiileq|fil|file|fisye|fitxategi|fitxer|fix|fiùra|fişier|fișier|"
    "fájl|fáìlì|gambar|gefre|grafika|hình|imachen|image|imagem|imagen|imagine|imago|imahen|imaj|imajen|"
    "imajo|imatge|imaxe|imaxen|imej|immaggine|immagine|immàgini|imàjine|imådje|irudi|iyeltak|kiʻi|kuva|"
    "kép|ladawan|lahabali kɔligu|litratu|lêer|magod|mmàggini|mynd|natisinahikaniwoc|obrázok|ofbeeldienge|"
    "ofbeelding|ofbyld|papeles|patas bntasan|payl|paypay|picha|pilt|plaetje|plik|ragiv|resim|restr|"
    "restren|rikcha|räsem|sary|seswantšho|setshwantsho|sineqetj a vecik|skeda|skeudenn|slika|soubor|"
    "stampa|su'wret|swret|súbor|ta'ãnga|talaksan|tangan|tasvir|tiedosto|tiätuvuárkká|tugna|tóng-àn|"
    "tập tin|usòrò|vaizdas|waihona|wepo|wobraz|wêne|ymele|àwòrán|ákwúkwó orünotu|émâge|íomhá|òbrôzk|"
    "īxiptli|şəkil|αρχείο|αρχείον|εικόνα|εικόναν|акс|артовкс|афаил|билэ|боомг|ви́дъ|видъ|выява|датотека|"
    "дѣло|зображення|зураг|зург|изображение|картинка|ныв|няйф|ойуу|податотека|ресим|рәсем|слика|сурат|"
    "суред|сурет|сурт|файл|хlум|ӳкерчĕк|պատկեր|בילד|טעקע|קו|קובץ|תמונה|انځور|تصویر|دوتنه|سۋرەت|صورة|عڪس|"
    "فائل|فاىل|فایل|فيشي|فَیِل|ملف|پرونده|پەڕگە|ھۆججەت|ܠܦܦܐ|ފައިލު|ފައިލް|ߞߐߕߐ߮|किपा|चित्र|चित्रं|"
    "चित्रम्|पटिमा|फाइल|फायल|सञ्चिका|চিত্র|চিত্ৰ|ছবি|ਤਸਵੀਰ|ચિત્ર|ଫାଇଲ|படிமம்|దస్త్రం|ఫైలు|బొమ్మ|ಚಿತ್ರ|"
    "ಫೈಲ್|ചി|ചിത്രം|പ്ര|പ്രമാണം|ගොනුව|රූපය|ภาพ|ไฟล์|ຮູບ|ဖိုင်|ဖုဲင်|ဝှာင်|ၾၢႆႇ|სურათი|ფაილი|ስዕል|ፋይል|"
    "រូបភាព|ឯកសារ|ᱨᱮᱫ|ファイル|图|图像|圖|圖像|圖片|文件|文檔|档|档案|檔|檔案|画像|ꯐꯥꯏꯜ|그림|파일|𐍆𐌴𐌹𐌻𐌰"
    "|"
)

CATEGORY = (
    "|"
    "abdeeling|adà|bekätakthook|bhângsa|bólkur|ca|cat|catadorie|catagóir|categoreye|categori|categoria|"
    "categorie|category|categorìa|categoría|categorîa|categuria|categurìa|catigurìa|catègorie|catégorie|"
    "class|ct|dalala|flocc|flokkur|grup|guru|ikiciro|jamii|kaarangay|kadegorie|kakuniza|kalasi|karolo|"
    "kasasiwasiw|kat|kateggoría|kategooria|kategoreja|kategori|kategoria|kategorie|kategorii|kategoriija|"
    "kategorija|kategorio|kategoriya|kategoriye|kategoriýa|kategory|kategorya|kategoryjo|kategoría|"
    "kategorî|kategourii|kateguorėjė|kategòrëjô|kategória|katejori|kateqoriya|katigori|katigoria|"
    "katiguriya|kattegerie|kattejori|katégori|katõgooria|katēggoría|kaurian|kawan|klad|klass|klesi|kt|"
    "loma|luokka|lūi-pia̍t|māhele|neneuhcāyōtl|nkyekyem|nkyekyεmu|pinapapilipiliqan|pubu|rang|"
    "roinn-seòrsa|ronney|rummad|sa|saachjrop|saachjropp|saachjrupp|sachgrubb|sachjrop|sanat|setensele|"
    "shopni|snakun|sokajy|sumut atassuseq|taggayt|thể loại|tipanictawin|tumbung|turkum|törkem|"
    "tʼááłáhági átʼéego|umuce|vibhag|wàll|zyuwaw na|ébéonọr|ñemohenda|òtù|κατηγορία|κατηγορίαν|"
    "акатегориа|ангилал|аңгылал|гурӯҳ|к|кадегар|категори|категорие|категорий|категориэ|категория|"
    "категорија|категорія|катеґорія|катигорїꙗ|катигорї|катэгорыя|оагӏат|санат|тоба|төркем|төркөм|янз|"
    "әәшл|կատեգորիա|ստորոգութիւն|קאַטעגאָריע|קאטעגאריע|קט|קטגוריה|بؤلمه|تصنيف|تۈر|جرگه|رج|رده|زمرو|زمرہ|"
    "زٲژ|سانات|ونکی|وېشنيزه|پ|پۆل|گٹھ|ܣܕܪܐ|ޤިސްމު|ߦߌߟߡߊ|पुचः|वर्ग|वर्गः|विभाग|श्र|श्रेणी|থাক|বিষয়শ্রেণী|"
    "শ্রেণী|শ্ৰেণী|ਸ਼੍ਰੇਣੀ|શ્રે|શ્રેણી|ବିଭାଗ|ଶ୍ରେଣୀ|பகுப்பு|వర్గం|ವರ್ಗ|ವರ್ಗೊ|വ|വി|വിഭാഗം|വർഗ്ഗം|"
    "ප්‍රවර්ගය|หมวดหมู่|ໝວດ|ကဏ္ဍ|ပိူင်ထၢၼ်ႈ|კატეგორია|መደብ|ចំណាត់ក្រុម|ចំណាត់ថ្នាក់ក្រុម|"
    "ចំនាត់ថ្នាក់ក្រុម|ᱛᱷᱚᱠ|ẹ̀ka|カテゴリ|分类|分類|类|類|ꯃꯆꯥꯈꯥꯏꯕ|분류|𐌷𐌰𐌽𐍃𐌰"
    "|"
)
