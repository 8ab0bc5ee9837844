"""run: measure.py DB FOLDER — stage times, peak memory of process tree."""
import sys, time, threading, psutil, os
from pathlib import Path
def main():
    from graph import build as B
    from graph.registry import default_registry
    from graph.store import open_store
    from queries.findings import refresh
    peak=[0,0]
    stop=False
    me=psutil.Process()
    def watch():
        while not stop:
            try:
                own=me.memory_info().rss
                tot=own+sum(c.memory_info().rss for c in me.children(recursive=True))
                peak[0]=max(peak[0],own); peak[1]=max(peak[1],tot)
            except psutil.Error: pass
            time.sleep(0.2)
    threading.Thread(target=watch,daemon=True).start()
    last={}
    t0=time.time()
    def tell(p):
        if p.stage not in last: print(f'{time.time()-t0:7.1f} {p.stage} begins', flush=True)
        last[p.stage]=(p.seconds,p.done,p.total)
    with open_store(Path(sys.argv[1]),create=True) as st:
        r=B.build(st,[Path(sys.argv[2])],registry=default_registry(),progress=tell)
        print(f'{time.time()-t0:7.1f} built', {k:(round(v[0],1),v[1],v[2]) for k,v in last.items()}, r.documents,r.mentions,r.instruments,r.unresolved,'resolved',r.resolved, 'peak', [x//1000000 for x in peak], flush=True)
        if len(sys.argv)<4:
            t=time.time(); n=refresh(st); print(f'refresh {time.time()-t:.1f}', n, 'peak', [x//1000000 for x in peak], flush=True)
    print(os.path.getsize(sys.argv[1])/1e6,'MB')
if __name__=='__main__': main()
