"""A folder with the few tables that an importer builds on, of an invented county."""

from pathlib import Path

TABLES = {
    "authority": """code,la_code,name,base_year,last_year,attribution
E10000099,899,Anyshire,2024,2032,Contains invented data
""",
    "areas": """area_code,name,role,easting,northing,area_km2
E07000901,West Anyshire,county,350000,430000,100
E07000902,Ribble Dale,county,370000,430000,100
E07000903,Rossmoor,county,380000,420000,100
E07000904,Rother Dale,county,385000,425000,100
E06000901,Blackmoor,unitary,368000,428000,130
""",
    "demand_points": """lsoa,msoa_name,area_code,easting,northing,imd_decile,pop_0_4,\
pop_5_10,pop_11_15,pop_16_18,pop_19_25
E01000001,West Anyshire 001,E07000901,350000,430000,1,100,100,100,50,90
E01000002,West Anyshire 001,E07000901,351000,430000,2,100,100,100,50,90
E01000003,Ribble Dale 001,E07000902,370000,430000,3,100,100,100,50,90
""",
    "schools": """urn,name,type,phase,pupils,easting,northing,area_code,la_code,body
100001,Elm Primary School,Community school,Primary,200,350000,430000,E07000901,899,
100002,Oak Academy,Academy converter,Secondary,900,351000,430000,E07000901,899,trust
100003,Ash Special School,Academy special converter,Not applicable,90,350000,431000,\
E07000901,899,
100004,Any College,Further education,16 plus,2000,350000,430000,E07000901,899,
100005,Yew Free School,Free schools,Secondary,300,350000,430000,E07000901,899,trust
""",
    "special_schools": """urn,name,district,roll,easting,northing,designated,\
also_takes,age_from,age_to,designation_status,published_places,places_note
100003,Ash Special School,West Anyshire,90,350000,431000,SLD,,4,19,invented,95,old list
100013,Rowan School,Ribble Dale,60,370000,431000,SEMH,,11,16,invented,,
""",
    "nearby_special_schools": """urn,name,authority,type,pupils,easting,northing
100006,Far School,Otherham,Community special school,80,360000,420000
""",
    "independent_schools": """urn,name,type,district,roll,easting,northing
100007,Hall School,Other independent special school,Ribble Dale,20,370000,430000
""",
    "assumptions": """name,key,value,low,high,unit,status,source
road_speed_kmh,,48,,,km an hour,working assumption,invented
""",
    "bases": """urn,name,needs,phase,places,places_status,note,status,opened_year
100001,Elm Primary School,ASD,primary,8,working assumption,,open,
100002,Oak Academy,SLCN,secondary,12,working assumption,,open,
""",
}


def write_case(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Write it, and give the folder back."""
    folder.mkdir(exist_ok=True)
    for name, text in TABLES.items():
        if name not in without:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name: to see that nothing was touched."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
